package io.gleaner.recovery;

import io.gleaner.model.Text;
import io.gleaner.source.ClusterWriter;
import io.gleaner.source.ResourceKind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the user must be allowed to do for a plan to reach its end: the writes, and the reading of guards and verification. */
final class Rights {
    /** One SelfSubjectAccessReview to be asked. */
    private record Right(
            String verb,
            ResourceKind kind,
            @Nullable String namespace,
            @Nullable String name) {
        Preview.Permission ask(ClusterWriter cluster) {
            String place = namespace == null ? "*" : namespace;
            return new Preview.Permission(
                    Text.of("recovery.right", verb, kind.qualifiedName(), name == null ? place : place + "/" + name),
                    cluster.isAllowed(verb, kind, namespace, name));
        }
    }

    private Rights() {}

    /** @throws io.gleaner.source.ClusterRequestException when the server does not answer the question itself */
    static List<Preview.Permission> ask(ClusterWriter cluster, RecoveryPlan plan) {
        return neededFor(plan).stream().map(right -> right.ask(cluster)).toList();
    }

    private static List<Right> neededFor(RecoveryPlan plan) {
        List<Right> rights = new ArrayList<>();
        plan.steps().stream()
                .map(step -> step.operation().target())
                .map(target -> new Right("patch", ResourceKind.of(target), target.namespace(), target.name()))
                .forEach(rights::add);
        plan.steps().stream()
                .map(step -> step.operation().target().namespace())
                .distinct()
                .forEach(namespace -> {
                    for (String verb : List.of("get", "list", "watch")) {
                        rights.add(new Right(verb, ResourceKind.MANAGED_CHART, namespace, null));
                        rights.add(new Right(verb, ResourceKind.BUNDLE, namespace, null));
                    }
                });
        for (ResourceKind kind : List.of(ResourceKind.JOB, ResourceKind.POD, ResourceKind.UPGRADE)) {
            rights.add(new Right("list", kind, ManifestScriptGuard.NAMESPACE, null));
        }
        if (plan.steps().stream().anyMatch(NothingStagedGuard::concerns)) {
            rights.add(new Right("list", ResourceKind.BUNDLE_DEPLOYMENT, null, null));
        }
        return rights;
    }
}
