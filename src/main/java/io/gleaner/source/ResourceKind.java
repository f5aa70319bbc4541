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
    SETTING("harvesterhci.io", "v1beta1", "Setting", "settings", false, Scope.named("server-version")),
    VIRTUAL_MACHINE_IMAGE(
            "harvesterhci.io", "v1beta1", "VirtualMachineImage", "virtualmachineimages", false, upgradeChildren()),
    VIRTUAL_MACHINE("kubevirt.io", "v1", "VirtualMachine", "virtualmachines", true, upgradeChildren()),
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
    // Not read as a whole: the index ConfigMaps are followed from the ClusterRepos that name them.
    CONFIG_MAP("", "v1", "ConfigMap", "configmaps", false),
    DEPLOYMENT(
            "apps", "v1", "Deployment", "deployments", true, Scope.in("harvester-system"), Scope.in("cattle-system")),
    JOB("batch", "v1", "Job", "jobs", true, upgradeChildren(), Scope.in("cattle-system", "upgrade.cattle.io/plan")),
    POD("", "v1", "Pod", "pods", true, upgradeChildren()),
    NODE("", "v1", "Node", "nodes", true, Scope.everywhere());

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

    public boolean isNamespaced() {
        return switch (this) {
            case SETTING, CLUSTER_REPO, NODE -> false;
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
