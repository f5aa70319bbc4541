package io.gleaner.analysis.precheck;

import io.gleaner.analysis.Requirement;
import io.gleaner.analysis.Situation;
import io.gleaner.model.DisruptionBudget;
import io.gleaner.model.Known;
import io.gleaner.model.Pod;
import io.gleaner.model.ServiceEndpoints;
import io.gleaner.model.WebhookConfiguration;
import io.gleaner.model.WebhookConfiguration.Webhook;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What an upgrade stumbles over in Kubernetes itself. */
public final class PlatformChecks {
    /** Where Harvester, Rancher and their parts run. */
    private static final Pattern SYSTEM =
            Pattern.compile("harvester-system|longhorn-system|kube-system|cattle-.*|fleet-.*|cluster-fleet-.*|cdi");

    /** Made anew for every running machine and volume; KubeVirt and Longhorn answer the eviction themselves. */
    private static final Pattern EXPECTED_BUDGET =
            Pattern.compile("kubevirt-disruption-budget-.*|kubevirt-migration-pdb-.*");

    public static final Check PODS_READY = Check.of("pods-ready", PlatformChecks::pods, Source.script(15, "Pod-Status"))
            .requiring(Requirement.PODS)
            .repairedBy("kubectl get pods -A --field-selector=status.phase!=Succeeded")
            .known("harvester/upgrade-helpers pre-check/v1.x/check.sh");

    /** While such a webhook does not answer, the API server refuses whatever it is asked about. */
    public static final Check ADMISSION_WEBHOOKS = Check.of(
                    "admission-webhooks", PlatformChecks::deadWebhooks, Source.OWN)
            .requiring(Requirement.VALIDATING_WEBHOOKS, Requirement.MUTATING_WEBHOOKS, Requirement.ENDPOINTS)
            .repairedBy("kubectl get endpointslices.discovery.k8s.io -A")
            .known("docs: Kubernetes dynamic admission control, failurePolicy");

    public static final Check DISRUPTION_BUDGETS = Check.of("disruption-budgets", PlatformChecks::budgets, Source.OWN)
            .requiring(Requirement.DISRUPTION_BUDGETS)
            .repairedBy("kubectl get poddisruptionbudgets -A")
            .known("docs: Kubernetes disruptions");

    private PlatformChecks() {}

    private static Stream<Affected> pods(Situation situation) {
        return situation.state().pods().stream()
                .filter(pod -> pod.ready() == Known.NO && !pod.phase().equals("Succeeded"))
                .map(PlatformChecks::pod);
    }

    private static Affected pod(Pod pod) {
        String problem = pod.containers().stream()
                .map(Pod.Container::problem)
                .filter(each -> !each.isEmpty())
                .findFirst()
                .orElse(pod.phase());
        return isSystem(Objects.requireNonNullElse(pod.metadata().ref().namespace(), ""))
                ? Affected.stops(pod.metadata().ref(), "precheck.pods-ready.system", problem)
                : Affected.warns(pod.metadata().ref(), "precheck.pods-ready.other", problem);
    }

    private static boolean isSystem(String namespace) {
        return SYSTEM.matcher(namespace).matches();
    }

    private static Stream<Affected> deadWebhooks(Situation situation) {
        Set<String> answering = situation.state().platform().endpoints().stream()
                .filter(endpoints -> endpoints.ready() > 0)
                .map(PlatformChecks::service)
                .collect(Collectors.toSet());
        return situation.state().platform().webhooks().stream()
                .flatMap(configuration -> dead(configuration, answering));
    }

    private static String service(ServiceEndpoints endpoints) {
        return endpoints.metadata().ref().namespace() + "/" + endpoints.service();
    }

    private static Stream<Affected> dead(WebhookConfiguration configuration, Set<String> answering) {
        return configuration.webhooks().stream()
                .filter(webhook -> webhook.failurePolicy().equals("Fail")
                        && !webhook.serviceName().isEmpty())
                .map(PlatformChecks::service)
                .filter(service -> !answering.contains(service))
                .distinct()
                .sorted()
                .map(service ->
                        Affected.stops(configuration.metadata().ref(), "precheck.admission-webhooks.dead", service));
    }

    private static String service(Webhook webhook) {
        return webhook.serviceNamespace() + "/" + webhook.serviceName();
    }

    private static Stream<Affected> budgets(Situation situation) {
        return situation.state().platform().disruptionBudgets().stream()
                .filter(budget -> budget.blocksEviction() && !isExpected(budget))
                .map(budget -> Affected.warns(
                        budget.metadata().ref(),
                        "precheck.disruption-budgets.blocks",
                        budget.currentHealthy(),
                        budget.desiredHealthy()));
    }

    private static boolean isExpected(DisruptionBudget budget) {
        return "longhorn-system".equals(budget.metadata().ref().namespace())
                || EXPECTED_BUDGET.matcher(budget.name()).matches();
    }
}
