package io.gleaner.analysis.rules.service;

import io.gleaner.analysis.rules.Rule;
import java.util.List;

/** The rules of this part, causes before the symptoms they explain. */
public final class ServiceRules {
    public static final List<Rule> ALL = List.of(
            new NetworksLost(),
            new RancherScaledDown(),
            new RancherRepositoriesMissing(),
            new SkipRestartPlanLeft(),
            new RestartHangs(),
            new ClusterNotProvisioned(),
            new SecondDefaultStorageClass(),
            new KubeVirtNotDeployed(),
            new LonghornNotUpgraded(),
            new ScriptFailed(),
            new AddonStuck(),
            new LonghornWebhookWeakened());

    private ServiceRules() {}
}
