package io.gleaner.analysis.rules.leftover;

import io.gleaner.analysis.rules.Rule;
import java.util.List;

/** The rules of this part, causes before the symptoms they explain. */
public final class LeftoverRules {
    public static final List<Rule> ALL = List.of(
            new ReleasePending(),
            new RancherPartsBehind(),
            new ChartServerAtOtherRelease(),
            new DrainHooksLeft(),
            new NodesLeftDrained(),
            new MachinesLeftStopped(),
            new LonghornSettingLeft(),
            new LiveUpdateLeftOff(),
            new SkipManifestsLeft(),
            new LonghornPartlyMigrated(),
            new DeschedulerLeftOff(),
            new PlansLeft(),
            new RepositoryLeft(),
            new UpgradeLogKept(),
            new HarmlessRemains());

    private LeftoverRules() {}
}
