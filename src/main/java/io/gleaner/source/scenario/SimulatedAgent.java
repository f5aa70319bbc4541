package io.gleaner.source.scenario;

import io.gleaner.source.ResourceKind;
import io.gleaner.source.scenario.SimulatedWrite.Action;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/**
 * The Fleet agent with Helm, and Rancher's App that mirrors the release: a paused BundleDeployment is left alone, any other
 * gets the wanted revision in three steps: release pending, release deployed, BundleDeployment applied and ready.
 */
final class SimulatedAgent {
    private static final String MANAGER = "fleetagent";
    private static final String CATALOG_MANAGER = "rancher";
    private static final Duration STARTS_HELM = Duration.ofMillis(900);
    private static final Duration HELM_TAKES = Duration.ofMillis(3500);
    private static final Duration REPORTS = Duration.ofMillis(200);

    private SimulatedAgent() {}

    static List<SimulatedWrite> reconcile(ClusterView view, Instant now) {
        List<SimulatedWrite> writes = new ArrayList<>();
        for (ObjectNode deployment : view.list(ResourceKind.BUNDLE_DEPLOYMENT)) {
            bundleOf(view, deployment)
                    .flatMap(bundle -> deploy(view, bundle, deployment, now))
                    .ifPresent(writes::add);
        }
        view.list(ResourceKind.APP).stream()
                .flatMap(app -> mirror(app).stream())
                .forEach(writes::add);
        return writes;
    }

    private static Optional<ObjectNode> bundleOf(ClusterView view, ObjectNode deployment) {
        var labels = deployment.path("metadata").path("labels");
        return view.find(ResourceKind.BUNDLE.ref(
                labels.path("fleet.cattle.io/bundle-namespace").asString(""),
                labels.path("fleet.cattle.io/bundle-name").asString("")));
    }

    private static Optional<SimulatedWrite> deploy(
            ClusterView view, ObjectNode bundle, ObjectNode deployment, Instant now) {
        String wanted = KubernetesJson.text(deployment, "/spec/deploymentID");
        if (deployment.at("/spec/paused").asBoolean(false)
                || wanted.isEmpty()
                || wanted.equals(KubernetesJson.text(deployment, "/status/appliedDeploymentID"))) {
            return Optional.empty();
        }
        String chart = SimulatedFleet.chart(bundle);
        String namespace = releaseNamespace(deployment);
        String release = KubernetesJson.text(deployment, "/spec/options/helm/releaseName");
        Optional<ObjectNode> app = view.find(ResourceKind.APP.ref(namespace, release));
        int revision = app.map(each -> each.at("/spec/version").asInt(0)).orElse(0);
        if (app.isEmpty() || revision <= reportedRevision(deployment)) {
            ObjectNode pending = app.map(ObjectNode::deepCopy)
                    .orElseGet(() -> KubernetesJson.object(ResourceKind.APP.ref(namespace, release)));
            begin(pending, bundle, deployment, revision + 1, now);
            Action action = app.isPresent() ? Action.UPDATE : Action.CREATE;
            return Optional.of(new SimulatedWrite(action, pending, CATALOG_MANAGER, chart, STARTS_HELM));
        }
        if (!KubernetesJson.text(app.get(), "/spec/info/status").equals("deployed")) {
            ObjectNode deployed = app.get().deepCopy();
            KubernetesJson.child(KubernetesJson.child(deployed, "spec"), "info")
                    .put("status", "deployed")
                    .put("description", revision == 1 ? "Install complete" : "Upgrade complete");
            return Optional.of(new SimulatedWrite(Action.UPDATE, deployed, CATALOG_MANAGER, chart, HELM_TAKES));
        }
        ObjectNode applied = deployment.deepCopy();
        report(applied, wanted, "%s/%s:%d".formatted(namespace, release, revision), now);
        return Optional.of(new SimulatedWrite(Action.UPDATE_STATUS, applied, MANAGER, chart, REPORTS));
    }

    private static String releaseNamespace(ObjectNode deployment) {
        String forced = KubernetesJson.text(deployment, "/spec/options/namespace");
        return forced.isEmpty() ? KubernetesJson.text(deployment, "/spec/options/defaultNamespace") : forced;
    }

    /** The number at the end of {@code <namespace>/<release>:<revision>}; 0 when nothing was ever deployed. */
    private static int reportedRevision(ObjectNode deployment) {
        String release = KubernetesJson.text(deployment, "/status/release");
        String number = release.substring(release.lastIndexOf(':') + 1);
        return number.matches("\\d{1,9}") ? Integer.parseInt(number) : 0;
    }

    private static void begin(ObjectNode app, ObjectNode bundle, ObjectNode deployment, int revision, Instant now) {
        ObjectNode spec = KubernetesJson.child(app, "spec");
        String version = KubernetesJson.text(deployment, "/spec/options/helm/version");
        String chartVersion = version.isEmpty() ? ChartFile.read(bundle, "version") : version;
        String chartName = ChartFile.read(bundle, "name");
        ObjectNode metadata = KubernetesJson.child(KubernetesJson.child(spec, "chart"), "metadata")
                .put("name", chartName.isEmpty() ? KubernetesJson.name(app) : chartName)
                .put("version", chartVersion);
        KubernetesJson.child(metadata, "annotations").put("fleet.cattle.io/bundle-id", KubernetesJson.name(deployment));
        ObjectNode info = KubernetesJson.child(spec, "info")
                .put("status", revision == 1 ? "pending-install" : "pending-upgrade")
                .put("description", revision == 1 ? "Initial install underway" : "Preparing upgrade")
                .put("lastDeployed", KubernetesJson.time(now));
        if (!info.has("firstDeployed")) {
            info.put("firstDeployed", KubernetesJson.time(now));
        }
        spec.put("name", KubernetesJson.name(app))
                .put("namespace", KubernetesJson.namespace(app))
                .put("helmVersion", 3)
                .put("version", revision);
    }

    private static void report(ObjectNode deployment, String id, String release, Instant now) {
        Stream.of("Installed", "Deployed", "Ready", "Monitored")
                .forEach(type -> StatusConditions.set(deployment, type, true, "", "", now));
        ObjectNode status = KubernetesJson.child(deployment, "status")
                .put("appliedDeploymentID", id)
                .put("release", release)
                .put("ready", true)
                .put("nonModified", true)
                .put("syncGeneration", 0);
        KubernetesJson.child(status, "display").put("deployed", "True").put("monitored", "True");
    }

    private static Optional<SimulatedWrite> mirror(ObjectNode app) {
        String helm = KubernetesJson.text(app, "/spec/info/status");
        ObjectNode wanted = app.deepCopy();
        ObjectNode status = KubernetesJson.child(wanted, "status");
        status.set("observedGeneration", app.at("/metadata/generation"));
        status.putObject("summary")
                .put("state", helm)
                .put("transitioning", helm.startsWith("pending-") || helm.equals("uninstalling"))
                .put("error", helm.equals("failed"));
        return KubernetesJson.differ(app, wanted)
                ? Optional.of(new SimulatedWrite(
                        Action.UPDATE_STATUS, wanted, CATALOG_MANAGER, KubernetesJson.name(app), REPORTS))
                : Optional.empty();
    }
}
