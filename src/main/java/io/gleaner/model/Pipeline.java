package io.gleaner.model;

import java.util.List;
import java.util.Optional;

/**
 * The way of one chart into the cluster: ManagedChart → Bundle → BundleDeployment → Helm release.
 *
 * @param bundle empty when none was seen, {@code deployment} likewise
 * @param revisions of the Helm release, newest first; of two witnesses of one revision the one that tells the chart version
 *     comes first
 */
public record Pipeline(
        ManagedChart chart,
        Optional<Bundle> bundle,
        Optional<BundleDeployment> deployment,
        List<HelmRelease> revisions) {
    public Pipeline {
        revisions = List.copyOf(revisions);
    }

    public Optional<HelmRelease> newest() {
        return revisions.stream().findFirst();
    }

    public Optional<HelmRelease> newestDeployed() {
        return revisions.stream()
                .filter(revision -> revision.status().equals("deployed"))
                .findFirst();
    }
}
