package io.gleaner.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The {@code clusters.fleet.cattle.io} object; {@code paused} stops every BundleDeployment of the cluster.
 *
 * @param agentGeneration the highest that was asked for or deployed; raised to have the agent installed anew
 */
public record FleetCluster(
        Metadata metadata,
        boolean paused,
        @Nullable Instant agentLastSeen,
        Conditions conditions,
        long agentGeneration) {}
