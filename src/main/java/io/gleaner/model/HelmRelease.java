package io.gleaner.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One revision of a Helm release as far as it can be seen without its values.
 *
 * @param status Helm's own word: {@code deployed}, {@code pending-upgrade}, {@code failed} …
 * @param appVersion of the chart; empty where the witness does not tell
 * @param chartVersion empty where the witness does not tell (release Secrets are read without their payload)
 */
public record HelmRelease(
        ObjectRef witness,
        String namespace,
        String name,
        int revision,
        String status,
        String chart,
        String chartVersion,
        String appVersion,
        @Nullable Instant deployed) {}
