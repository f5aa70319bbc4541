package io.gleaner.analysis.timeline;

import io.gleaner.analysis.Phase;
import io.gleaner.analysis.ScriptCharts;
import io.gleaner.analysis.UpgradeAssessment;
import io.gleaner.model.ClusterNode;
import io.gleaner.model.ClusterState;
import io.gleaner.model.MachineImage;
import io.gleaner.model.ManagedChart;
import io.gleaner.model.Metadata;
import io.gleaner.model.ObjectRef;
import io.gleaner.model.Setting;
import io.gleaner.model.UpgradeRemnant;
import io.gleaner.model.Volume;
import io.gleaner.model.Workload;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is normal now although it would not be at rest, by phase. Nothing is normal any more in an upgrade that has ended, and what
 * was not seen is not called normal. The time to worry after is that of the upgrade unless there is a nearer one.
 */
final class Transitions {
    /** States of engine v1 in which Rancher and Harvester have taken the node out of service. */
    private static final Set<String> OUT_OF_SERVICE =
            Set.of("Node-upgrade paused", "Pre-draining", "Pre-drained", "Post-draining", "Waiting Reboot");
    /** States in which the node may be restarting Kubernetes or itself. */
    private static final Set<String> MAY_BE_DOWN = Set.of("Pre-drained", "Post-draining", "Waiting Reboot");
    /** A node of servers takes this long to boot, with firmware checks; a planning value. */
    private static final Duration BOOT = Duration.ofMinutes(20);

    private final ClusterState state;
    private final UpgradeAssessment upgrade;
    private final Map<String, NodeLane> lanes;
    private final Map<String, ClusterNode> nodes;
    private final @Nullable Instant worryAfter;

    private Transitions(ClusterState state, UpgradeAssessment upgrade, List<NodeLane> lanes) {
        this.state = state;
        this.upgrade = upgrade;
        this.lanes = byName(lanes, NodeLane::node);
        this.nodes = byName(state.nodes(), ClusterNode::name);
        this.worryAfter = upgrade.worryAfter();
    }

    private static <T> Map<String, T> byName(List<T> all, Function<T, String> name) {
        Map<String, T> map = new HashMap<>();
        all.forEach(each -> map.put(name.apply(each), each));
        return map;
    }

    static List<Transition> of(ClusterState state, UpgradeAssessment upgrade, List<NodeLane> lanes) {
        return new Transitions(state, upgrade, lanes).all().toList();
    }

    private Stream<Transition> all() {
        boolean cleaning = upgrade.state() == UpgradeAssessment.State.CANCELLING
                || (upgrade.state() == UpgradeAssessment.State.SUCCEEDED && upgrade.phase() == Phase.CLEANUP);
        if (cleaning) {
            return cleanup();
        }
        boolean goesOn =
                upgrade.state() == UpgradeAssessment.State.RUNNING || upgrade.state() == UpgradeAssessment.State.PAUSED;
        if (!goesOn) {
            return Stream.of();
        }
        return switch (upgrade.phase()) {
            case LOGGING -> logging();
            case IMAGE_AND_REPO -> imageAndRepository();
            case PRELOAD -> preload();
            case SYSTEM_SERVICES -> systemServices();
            case NODES -> nodes();
            case CLEANUP -> cleanup();
            case DONE -> Stream.of();
        };
    }

    private Stream<Transition> logging() {
        return some(
                "loggingStarts",
                state.upgradeLogs().stream()
                        .filter(log -> log.upgradeName().equals(upgrade.name()))
                        .map(log -> log.metadata().ref()),
                worryAfter);
    }

    private Stream<Transition> imageAndRepository() {
        return Stream.concat(
                some(
                        "imageImports",
                        state.harvester().images().stream()
                                .filter(image -> isOurs(image.metadata())
                                        && !image.conditions().isTrue("Imported")
                                        && !image.conditions().isFalse("Imported"))
                                .map(MachineImage::metadata)
                                .map(Metadata::ref),
                        worryAfter),
                some("repositoryStarts", startingRepository(), worryAfter));
    }

    /** A VirtualMachine up to controllers of v1.6, a Deployment from v1.7.0 on. */
    private Stream<ObjectRef> startingRepository() {
        Stream<ObjectRef> machines = state.virtualization().machines().stream()
                .filter(machine -> machine.name().equals("upgrade-repo-" + upgrade.name())
                        && !machine.printableStatus().equals("Running"))
                .map(machine -> machine.metadata().ref());
        Stream<ObjectRef> deployments = state.workload("harvester-system", "upgrade-repo-" + upgrade.name()).stream()
                .filter(workload -> !workload.rolledOut())
                .map(Workload::metadata)
                .map(Metadata::ref);
        return Stream.concat(machines, deployments);
    }

    private boolean isOurs(Metadata metadata) {
        return metadata.name().equals(upgrade.name())
                || metadata.name().equals(upgrade.name() + "-iso")
                || metadata.label("harvesterhci.io/upgrade")
                        .filter(upgrade.name()::equals)
                        .isPresent();
    }

    /** The Plan's Jobs have a limit of an hour each; the nearest one counts. */
    private Stream<Transition> preload() {
        List<NodeLane> loading = lanes.values().stream()
                .filter(lane ->
                        lane.state().equals("Images preloading") || lane.state().equals("ImagePreloading"))
                .toList();
        Instant limit = loading.stream()
                .flatMap(lane -> lane.span(NodeLane.Stage.PRELOAD).stream())
                .flatMap(span -> Stream.ofNullable(span.start()))
                .map(start -> start.plus(Duration.ofHours(1)))
                .min(Instant::compareTo)
                .orElse(worryAfter);
        return some("nodesPreload", loading.stream().map(lane -> node(lane.node())), limit);
    }

    private Stream<Transition> systemServices() {
        Stream<Transition> charts = some(
                "chartsPaused",
                state.managedCharts().stream()
                        .filter(chart -> ofScript(chart) && chart.paused())
                        .map(chart -> chart.metadata().ref()),
                worryAfter);
        Stream<Transition> undefined = some(
                "chartsUndefined",
                state.managedCharts().stream()
                        .filter(chart -> ofScript(chart) && chart.conditions().isFalse("Defined"))
                        .map(chart -> chart.metadata().ref()),
                worryAfter);
        Stream<Transition> rancher = some(
                "rancherRestarts",
                Stream.of("rancher", "harvester-cluster-repo")
                        .flatMap(name -> state.workload("cattle-system", name).stream())
                        .filter(workload -> !workload.rolledOut())
                        .map(workload -> workload.metadata().ref()),
                worryAfter);
        Stream<Transition> harvester = some(
                "harvesterRestarts",
                Stream.of("harvester", "harvester-webhook")
                        .flatMap(name -> state.workload("harvester-system", name).stream())
                        .filter(workload -> !workload.rolledOut())
                        .map(workload -> workload.metadata().ref()),
                worryAfter);
        return Stream.of(charts, undefined, rancher, harvester).flatMap(Function.identity());
    }

    private static boolean ofScript(ManagedChart chart) {
        return ScriptCharts.contains(chart);
    }

    private Stream<Transition> nodes() {
        List<ClusterNode> working = lanes.values().stream()
                .filter(lane ->
                        OUT_OF_SERVICE.contains(lane.state()) || lane.state().endsWith("Upgrading"))
                .flatMap(lane -> Stream.ofNullable(nodes.get(lane.node())))
                .toList();
        List<ClusterNode> down = working.stream()
                .filter(node -> node.ready().isNo() && mayBeDown(node))
                .toList();
        Instant boot = down.stream()
                .flatMap(node -> node.conditions().since("Ready").stream())
                .map(since -> since.plus(BOOT))
                .min(Instant::compareTo)
                .orElse(worryAfter);
        Stream<Transition> cordoned = some(
                "nodesCordoned",
                working.stream().filter(ClusterNode::unschedulable).map(Transitions::ref),
                worryAfter);
        Stream<Transition> draining = some(
                "nodesTainted",
                working.stream()
                        .filter(node -> node.hasTaint(ClusterNode.DRAIN_TAINT))
                        .map(Transitions::ref),
                worryAfter);
        Stream<Transition> rebooting = some("nodesDown", down.stream().map(Transitions::ref), boot);
        Stream<Transition> volumes = working.isEmpty() ? Stream.of() : degradedVolumes();
        Set<String> leaving = working.stream().map(ClusterNode::name).collect(Collectors.toSet());
        Stream<Transition> moving = some(
                "machinesMove",
                state.virtualization().instances().stream()
                        .filter(instance -> leaving.contains(instance.evacuationNode()))
                        .map(instance -> instance.metadata().ref()),
                worryAfter);
        return Stream.of(cordoned, draining, rebooting, volumes, moving, replenishment())
                .flatMap(Function.identity());
    }

    private boolean mayBeDown(ClusterNode node) {
        NodeLane lane = lanes.get(node.name());
        return lane != null
                && (MAY_BE_DOWN.contains(lane.state()) || lane.state().endsWith("Upgrading"));
    }

    /** Replicas on a node that is down are missing; faulted volumes are never normal. */
    private Stream<Transition> degradedVolumes() {
        return some(
                "volumesDegraded",
                state.longhorn().volumes().stream()
                        .filter(volume -> volume.robustness().equals("degraded"))
                        .map(Volume::metadata)
                        .map(Metadata::ref),
                worryAfter);
    }

    /** Harvester raises this Longhorn setting for the time of the node phase, and keeps the old value in an annotation. */
    private Stream<Transition> replenishment() {
        boolean saved = state.latestUpgrade()
                .filter(each -> each.name().equals(upgrade.name()))
                .flatMap(each -> each.metadata().annotation("harvesterhci.io/replica-replenishment-wait-interval"))
                .isPresent();
        Optional<Setting> setting =
                saved ? state.longhorn().setting("replica-replenishment-wait-interval") : Optional.empty();
        return some(
                "replenishmentDelayed",
                setting.filter(each -> each.effective().equals("1800")).stream()
                        .map(each -> each.metadata().ref()),
                worryAfter);
    }

    private Stream<Transition> cleanup() {
        return some(
                "remnantsLeave",
                state.upgradeRemnants().stream()
                        .filter(remnant -> remnant.upgradeName().equals(upgrade.name()))
                        .map(UpgradeRemnant::metadata)
                        .map(Metadata::ref),
                worryAfter);
    }

    private static Stream<Transition> some(String id, Stream<ObjectRef> objects, @Nullable Instant worryAfter) {
        List<ObjectRef> all = objects.toList();
        return all.isEmpty() ? Stream.of() : Stream.of(Transition.of(id, all, worryAfter));
    }

    private static ObjectRef ref(ClusterNode node) {
        return node.metadata().ref();
    }

    private static ObjectRef node(String name) {
        return new ObjectRef("v1", "Node", null, name);
    }
}
