package io.gleaner.analysis;

import io.gleaner.analysis.UpgradeAssessment.State;
import io.gleaner.model.Text;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The sentence about the whole cluster: where the upgrade is, what that did to the charts, what Harvester will do about it. */
final class Headline {
    private Headline() {}

    static Text of(Situation situation, Text charts) {
        return Text.of("analysis.headline.two", upgrade(situation), charts);
    }

    static Text withAutoResume(Situation situation, Text charts) {
        return situation
                .upgradeIfAny()
                .map(upgrade ->
                        Text.of("analysis.headline.three", upgrade(situation), charts, autoResume(situation, upgrade)))
                .orElseGet(() -> of(situation, charts));
    }

    private static Text autoResume(Situation situation, UpgradeAssessment upgrade) {
        return Text.of(
                "analysis.headline.autoResume." + upgrade.autoResume().expected(),
                situation.versions().spelling());
    }

    /** The upgrade by its versions, else by its name. */
    static Text subject(@Nullable UpgradeAssessment upgrade) {
        if (upgrade == null) {
            return Text.of("analysis.upgrade.unnamed");
        }
        if (!upgrade.from().isEmpty() && !upgrade.to().isEmpty()) {
            return Text.of("analysis.upgrade.fromTo", upgrade.from(), upgrade.to());
        }
        if (!upgrade.to().isEmpty()) {
            return Text.of("analysis.upgrade.to", upgrade.to());
        }
        if (!upgrade.from().isEmpty()) {
            return Text.of("analysis.upgrade.from", upgrade.from());
        }
        return upgrade.name().isEmpty()
                ? Text.of("analysis.upgrade.unnamed")
                : Text.of("analysis.upgrade.named", upgrade.name());
    }

    static Text phase(Phase phase) {
        return Text.of("analysis.phase." + phase);
    }

    private static Text upgrade(Situation situation) {
        Optional<UpgradeAssessment> upgrade = situation.upgradeIfAny();
        if (upgrade.isEmpty()) {
            Optional<Text> gap = Requirement.UPGRADES.isMet(situation.state())
                    ? Optional.empty()
                    : Optional.of(Text.of("analysis.headline.upgradeUnread"));
            return gap.orElse(Text.of("analysis.headline.noUpgrade"));
        }
        UpgradeAssessment told = upgrade.get();
        boolean cleaning = told.state() == State.SUCCEEDED && told.phase() == Phase.CLEANUP;
        String key = "analysis.headline." + (cleaning ? "CLEANING" : told.state());
        return Text.of(key, subject(told), told.phase().ordinal(), phase(told.phase()));
    }
}
