package io.gleaner.source;

import io.gleaner.model.ObjectRef;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Every kind Gleaner reads or writes, with its place in the API and the places it is read in. The source of kinds, scopes
 * and namespaces is the object map of Harvester's own upgrade code at tags v1.3.2 to v1.8.2.
 */
public enum ResourceKind {
    UPGRADE("harvesterhci.io", "v1beta1", "Upgrade", "upgrades", false, Scope.in("harvester-system")),
    UPGRADE_LOG("harvesterhci.io", "v1beta1", "UpgradeLog", "upgradelogs", false, Scope.in("harvester-system")),
    // By name only: other settings hold certificates and registry passwords.
    SETTING(
            "harvesterhci.io",
            "v1beta1",
            "Setting",
            "settings",
            false,
            Scope.named("server-version"),
            Scope.named("upgrade-config")),
    ADDON("harvesterhci.io", "v1beta1", "Addon", "addons", true, Scope.everywhere()),
    VERSION("harvesterhci.io", "v1beta1", "Version", "versions", false, Scope.in("harvester-system")),
    VIRTUAL_MACHINE_IMAGE(
            "harvesterhci.io", "v1beta1", "VirtualMachineImage", "virtualmachineimages", false, upgradeChildren()),
    VIRTUAL_MACHINE_BACKUP(
            "harvesterhci.io", "v1beta1", "VirtualMachineBackup", "virtualmachinebackups", false, Scope.everywhere()),
    BACKUP_SCHEDULE("harvesterhci.io", "v1beta1", "ScheduleVMBackup", "schedulevmbackups", false, Scope.everywhere()),
    UPGRADE_PLAN("management.harvesterhci.io", "v1beta1", "UpgradePlan", "upgradeplans", true, Scope.everywhere()),
    VIRTUAL_MACHINE("kubevirt.io", "v1", "VirtualMachine", "virtualmachines", true, Scope.everywhere()),
    VIRTUAL_MACHINE_INSTANCE(
            "kubevirt.io", "v1", "VirtualMachineInstance", "virtualmachineinstances", true, Scope.everywhere()),
    MIGRATION(
            "kubevirt.io",
            "v1",
            "VirtualMachineInstanceMigration",
            "virtualmachineinstancemigrations",
            true,
            Scope.everywhere()),
    KUBEVIRT("kubevirt.io", "v1", "KubeVirt", "kubevirts", true, Scope.in("harvester-system")),
    LONGHORN_VOLUME("longhorn.io", "v1beta2", "Volume", "volumes", true, Scope.in("longhorn-system")),
    LONGHORN_SETTING("longhorn.io", "v1beta2", "Setting", "settings", true, Scope.in("longhorn-system")),
    LONGHORN_NODE("longhorn.io", "v1beta2", "Node", "nodes", true, Scope.in("longhorn-system")),
    BACKING_IMAGE("longhorn.io", "v1beta2", "BackingImage", "backingimages", true, Scope.in("longhorn-system")),
    INSTANCE_MANAGER(
            "longhorn.io", "v1beta2", "InstanceManager", "instancemanagers", true, Scope.in("longhorn-system")),
    PROVISIONING_CLUSTER("provisioning.cattle.io", "v1", "Cluster", "clusters", true, Scope.in("fleet-local")),
    CAPI_CLUSTER("cluster.x-k8s.io", "v1beta1", "Cluster", "clusters", true, Scope.in("fleet-local")),
    CAPI_MACHINE("cluster.x-k8s.io", "v1beta1", "Machine", "machines", true, Scope.in("fleet-local")),
    CONTROL_PLANE("rke.cattle.io", "v1", "RKEControlPlane", "rkecontrolplanes", true, Scope.in("fleet-local")),
    PLAN("upgrade.cattle.io", "v1", "Plan", "plans", true, Scope.in("cattle-system")),
    MANAGED_CHART("management.cattle.io", "v3", "ManagedChart", "managedcharts", true, Scope.in("fleet-local")),
    BUNDLE("fleet.cattle.io", "v1alpha1", "Bundle", "bundles", true, Scope.in("fleet-local")),
    BUNDLE_DEPLOYMENT(
            "fleet.cattle.io",
            "v1alpha1",
            "BundleDeployment",
            "bundledeployments",
            true,
            Scope.everywhere("fleet.cattle.io/bundle-namespace=fleet-local")),
    FLEET_CLUSTER("fleet.cattle.io", "v1alpha1", "Cluster", "clusters", true, Scope.in("fleet-local")),
    APP("catalog.cattle.io", "v1", "App", "apps", true, Scope.everywhere()),
    CLUSTER_REPO("catalog.cattle.io", "v1", "ClusterRepo", "clusterrepos", true, Scope.everywhere()),
    RANCHER_SETTING(
            "management.cattle.io",
            "v3",
            "Setting",
            "settings",
            false,
            Scope.named("server-version"),
            Scope.named("chart-default-branch")),
    HELM_CHART("helm.cattle.io", "v1", "HelmChart", "helmcharts", true, Scope.everywhere()),
    HELM_CHART_CONFIG("helm.cattle.io", "v1", "HelmChartConfig", "helmchartconfigs", false, Scope.in("kube-system")),
    NETWORK_ATTACHMENT(
            "k8s.cni.cncf.io",
            "v1",
            "NetworkAttachmentDefinition",
            "network-attachment-definitions",
            false,
            Scope.everywhere()),
    // Not read as a whole: the index ConfigMaps are followed from the ClusterRepos that name them.
    CONFIG_MAP("", "v1", "ConfigMap", "configmaps", false, Scope.named("cattle-fleet-system", "fleet-controller")),
    // Metadata only: release Secrets tell by their labels, machine plans by their annotations.
    SECRET("", "v1", "Secret", "secrets", false, Scope.in("fleet-local"), Scope.everywhere("owner=helm")),
    DEPLOYMENT(
            "apps",
            "v1",
            "Deployment",
            "deployments",
            true,
            Scope.in("harvester-system"),
            Scope.in("cattle-system"),
            Scope.in("cattle-fleet-system"),
            Scope.in("cattle-fleet-local-system")),
    DAEMON_SET(
            "apps", "v1", "DaemonSet", "daemonsets", true, Scope.in("harvester-system"), Scope.in("longhorn-system")),
    // All in harvester-system: the second engine labels its own otherwise.
    JOB(
            "batch",
            "v1",
            "Job",
            "jobs",
            true,
            Scope.in("harvester-system"),
            Scope.in("cattle-system", "upgrade.cattle.io/plan")),
    POD("", "v1", "Pod", "pods", true, Scope.everywhere()),
    NODE("", "v1", "Node", "nodes", true, Scope.everywhere()),
    EVENT("", "v1", "Event", "events", false, Scope.everywhere()),
    DISRUPTION_BUDGET("policy", "v1", "PodDisruptionBudget", "poddisruptionbudgets", true, Scope.everywhere()),
    ENDPOINT_SLICE("discovery.k8s.io", "v1", "EndpointSlice", "endpointslices", false, Scope.everywhere()),
    STORAGE_CLASS("storage.k8s.io", "v1", "StorageClass", "storageclasses", false, Scope.everywhere()),
    VALIDATING_WEBHOOK(
            "admissionregistration.k8s.io",
            "v1",
            "ValidatingWebhookConfiguration",
            "validatingwebhookconfigurations",
            false,
            Scope.everywhere()),
    MUTATING_WEBHOOK(
            "admissionregistration.k8s.io",
            "v1",
            "MutatingWebhookConfiguration",
            "mutatingwebhookconfigurations",
            false,
            Scope.everywhere()),
    // By name only: a cluster has hundreds, with large schemas.
    CUSTOM_RESOURCE(
            "apiextensions.k8s.io",
            "v1",
            "CustomResourceDefinition",
            "customresourcedefinitions",
            true,
            Scope.named("network-attachment-definitions.k8s.cni.cncf.io"),
            Scope.named("volumes.longhorn.io"),
            Scope.named("nodes.longhorn.io"),
            Scope.named("settings.longhorn.io"));

    /**
     * One place a kind is read in.
     *
     * @param namespace null for all namespaces and for cluster-scoped kinds
     * @param labelSelector a Kubernetes label selector, or null
     * @param name the one object that is read, or null
     */
    public record Scope(
            @Nullable String namespace,
            @Nullable String labelSelector,
            @Nullable String name) {
        static Scope in(String namespace) {
            return new Scope(namespace, null, null);
        }

        static Scope in(String namespace, String labelSelector) {
            return new Scope(namespace, labelSelector, null);
        }

        static Scope everywhere() {
            return new Scope(null, null, null);
        }

        static Scope everywhere(String labelSelector) {
            return new Scope(null, labelSelector, null);
        }

        static Scope named(String name) {
            return new Scope(null, null, name);
        }

        static Scope named(String namespace, String name) {
            return new Scope(namespace, null, name);
        }
    }

    private final String group;
    private final String version;
    private final String kind;
    private final String plural;
    private final boolean statusSubresource;
    private final List<Scope> scopes;

    ResourceKind(String group, String version, String kind, String plural, boolean statusSubresource, Scope... scopes) {
        this.group = group;
        this.version = version;
        this.kind = kind;
        this.plural = plural;
        this.statusSubresource = statusSubresource;
        this.scopes = List.of(scopes);
    }

    private static Scope upgradeChildren() {
        return Scope.in("harvester-system", "harvesterhci.io/upgrade");
    }

    public String group() {
        return group;
    }

    public String version() {
        return version;
    }

    public String kind() {
        return kind;
    }

    public String plural() {
        return plural;
    }

    /** Whether the API keeps {@code status} apart; where it does not, every status write raises the generation. */
    public boolean hasStatusSubresource() {
        return statusSubresource;
    }

    /** Where the kind is read; empty for a kind that is only followed or written. */
    public List<Scope> scopes() {
        return scopes;
    }

    /**
     * A smaller place that has what an upgrade cannot be judged without, for a user who may not read the kind in all of {@link
     * #scopes}; empty where there is none.
     */
    public Optional<Scope> narrowScope() {
        return switch (this) {
            case POD, VIRTUAL_MACHINE -> Optional.of(upgradeChildren());
            default -> Optional.empty();
        };
    }

    public boolean isNamespaced() {
        return switch (this) {
            case SETTING,
                    RANCHER_SETTING,
                    UPGRADE_PLAN,
                    CLUSTER_REPO,
                    NODE,
                    STORAGE_CLASS,
                    VALIDATING_WEBHOOK,
                    MUTATING_WEBHOOK,
                    CUSTOM_RESOURCE -> false;
            default -> true;
        };
    }

    public String apiVersion() {
        return group.isEmpty() ? version : group + "/" + version;
    }

    /** Plural and group, the unambiguous name: {@code settings.harvesterhci.io}, {@code pods}. */
    public String qualifiedName() {
        return group.isEmpty() ? plural : plural + "." + group;
    }

    public ObjectRef ref(@Nullable String namespace, String name) {
        return new ObjectRef(apiVersion(), kind, namespace, name);
    }

    public static Optional<ResourceKind> of(String apiVersion, String kind) {
        return Arrays.stream(values())
                .filter(each -> each.apiVersion().equals(apiVersion) && each.kind.equals(kind))
                .findFirst();
    }

    /** @throws IllegalArgumentException for a kind Gleaner does not know */
    public static ResourceKind of(ObjectRef ref) {
        return of(ref.apiVersion(), ref.kind())
                .orElseThrow(() -> new IllegalArgumentException("unknown kind " + ref.apiVersion() + " " + ref.kind()));
    }
}
