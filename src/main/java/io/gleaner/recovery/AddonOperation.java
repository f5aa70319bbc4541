package io.gleaner.recovery;

import io.gleaner.model.Text;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;

/** Sets {@code spec.enabled} of an add-on. */
sealed interface AddonOperation extends Operation permits DisableAddon, EnableAddon {
    boolean enables();

    /** {@code status.status} when it is done. */
    String reached();

    @Override
    default ArrayNode patch(LiveObject live, PlanStep step, Signature signature) {
        return Change.of(live, uid()).set("/spec/enabled", enables()).asPatch();
    }

    @Override
    default List<Guard> guards(PlanStep step) {
        return List.of(
                new ManifestScriptGuard(), new SystemServicesGuard(), new SameObjectGuard(), new AddonIdleGuard());
    }

    @Override
    default List<Expectation> expectations(LiveFacts facts) {
        return List.of(Expectation.of(
                target(),
                live -> live.flag("/spec/enabled") == enables()
                        && live.text("/status/status").equals(reached())
                        && !live.isTrue("InProgress"),
                live -> Text.of("recovery.verify.addon", target(), live.text("/status/status"), reached())));
    }

    @Override
    default List<Right> reads() {
        return Right.toFollow(target());
    }
}
