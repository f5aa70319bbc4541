package io.gleaner.analysis.precheck;

import io.gleaner.analysis.Requirement;
import io.gleaner.analysis.Situation;
import io.gleaner.model.BackingImage;
import io.gleaner.model.LonghornNode;
import io.gleaner.model.Volume;
import java.util.Set;
import java.util.stream.Stream;

/** Longhorn: a node may only be drained while another one has the data. */
public final class StorageChecks {
    private static final Set<String> BROKEN = Set.of("degraded", "faulted");
    private static final int RECOMMENDED_COPIES = 3;

    public static final Check VOLUMES_HEALTHY = Check.of(
                    "volumes-healthy",
                    StorageChecks::degraded,
                    Source.webhook(4, "hasDegradedVolume"),
                    Source.script(11, "Longhorn-Volume-Health-Status"))
            .requiring(Requirement.VOLUMES, Requirement.NODES)
            .unless(Exemptions::singleNode)
            .repairedBy("kubectl get volumes.longhorn.io -n longhorn-system")
            .known("harvester/harvester pkg/webhook/resources/upgrade");

    public static final Check SINGLE_REPLICA_VOLUMES = Check.of(
                    "single-replica-volumes",
                    StorageChecks::singleReplica,
                    Source.webhook(14, "checkSingleReplicaVolumes"),
                    Source.script(11, "Longhorn-Volume-Health-Status"))
            .requiring(Requirement.VOLUMES, Requirement.NODES)
            .unless(Exemptions::singleNode)
            .repairedBy("kubectl edit volumes.longhorn.io -n longhorn-system NAME")
            .known("harvester/harvester pkg/webhook/resources/upgrade");

    public static final Check STALE_VOLUMES = Check.of(
                    "stale-volumes", StorageChecks::stale, Source.script(12, "Stale-Longhorn-Volumes"))
            .requiring(Requirement.VOLUMES)
            .repairedBy("kubectl describe volumes.longhorn.io -n longhorn-system NAME")
            .known("harvester/harvester#3648");

    public static final Check BACKING_IMAGES = Check.of(
                    "backing-images", StorageChecks::backingImages, Source.script(13, "Longhorn-Backing-Images"))
            .from("1.4.0")
            .requiring(Requirement.BACKING_IMAGES)
            .repairedBy("kubectl edit backingimages.longhorn.io -n longhorn-system NAME")
            .known("harvester/upgrade-helpers pre-check/v1.x/check.sh");

    public static final Check LONGHORN_EVICTION = Check.of(
                    "longhorn-eviction", StorageChecks::eviction, Source.script(6, "Node-Status"))
            .within("1.4.0", "1.5.0")
            .requiring(Requirement.LONGHORN_NODES)
            .repairedBy("kubectl edit nodes.longhorn.io -n longhorn-system NAME")
            .known("harvester/harvester#7717");

    private StorageChecks() {}

    /** With two nodes the webhook looks away; the script does not. */
    private static Stream<Affected> degraded(Situation situation) {
        return situation.state().longhorn().volumes().stream()
                .filter(volume -> volume.replicas() != 1 && BROKEN.contains(volume.robustness()))
                .map(volume -> Affected.stops(
                        volume.metadata().ref(),
                        "precheck.volumes-healthy.broken",
                        volume.robustness(),
                        claim(volume)));
    }

    private static Stream<Affected> singleReplica(Situation situation) {
        return situation.state().longhorn().volumes().stream()
                .filter(volume -> volume.replicas() == 1)
                .map(volume -> Affected.stops(
                        volume.metadata().ref(),
                        volume.state().equals("detached")
                                ? "precheck.single-replica-volumes.detached"
                                : "precheck.single-replica-volumes.inUse",
                        claim(volume)));
    }

    private static Stream<Affected> stale(Situation situation) {
        return situation.state().longhorn().volumes().stream()
                .filter(volume -> volume.state().equals("attached") && !volume.hasRunningWorkload())
                .map(volume -> Affected.stops(
                        volume.metadata().ref(),
                        "precheck.stale-volumes.stale",
                        claim(volume),
                        volume.node().isEmpty() ? "–" : volume.node()));
    }

    private static String claim(Volume volume) {
        return volume.claim().isEmpty() ? "–" : volume.claimNamespace() + "/" + volume.claim();
    }

    private static Stream<Affected> backingImages(Situation situation) {
        return situation.state().longhorn().backingImages().stream()
                .filter(image -> image.minimumCopies() >= 0 && image.minimumCopies() < RECOMMENDED_COPIES)
                .map(StorageChecks::backingImage);
    }

    private static Affected backingImage(BackingImage image) {
        return image.minimumCopies() == 0
                ? Affected.stops(image.metadata().ref(), "precheck.backing-images.none")
                : Affected.warns(image.metadata().ref(), "precheck.backing-images.few", image.minimumCopies());
    }

    private static Stream<Affected> eviction(Situation situation) {
        return situation.state().longhorn().nodes().stream()
                .filter(LonghornNode::evictionRequested)
                .map(node -> Affected.stops(node.metadata().ref(), "precheck.longhorn-eviction.requested"));
    }
}
