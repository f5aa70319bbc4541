package io.gleaner.analysis.precheck;

import io.gleaner.analysis.Situation;
import io.gleaner.model.Text;
import java.util.Optional;
import java.util.regex.Pattern;

/** Clusters in which a check has no meaning. */
final class Exemptions {
    // The setting is JSON inside a string; nothing else in it is of interest here.
    private static final Pattern RESTORE = Pattern.compile("\"restoreVM\"\\s*:\\s*true");

    private Exemptions() {}

    static Optional<Text> singleNode(Situation situation) {
        return when(situation.state().nodes().size() == 1, "precheck.exempt.singleNode");
    }

    /** The virtual machines are stopped during the upgrade anyway: they need not move. */
    static Optional<Text> machinesAreStopped(Situation situation) {
        long able = situation.state().nodes().stream()
                .filter(node -> !node.isWitness())
                .count();
        return when(restoresMachines(situation), "precheck.exempt.restoreVM")
                .or(() -> when(able == 1, "precheck.exempt.singleNode"));
    }

    /** From v1.6.0 on: {@code restoreVM} of the setting {@code upgrade-config}. */
    private static boolean restoresMachines(Situation situation) {
        return situation
                .state()
                .harvester()
                .setting("upgrade-config")
                .filter(setting -> RESTORE.matcher(setting.effective()).find())
                .isPresent();
    }

    private static Optional<Text> when(boolean exempt, String reason) {
        return exempt ? Optional.of(Text.of(reason)) : Optional.empty();
    }
}
