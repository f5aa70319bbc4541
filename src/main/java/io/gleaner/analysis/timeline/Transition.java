package io.gleaner.analysis.timeline;

import io.gleaner.model.ObjectRef;
import io.gleaner.model.Text;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that looks broken and is normal at this point of an upgrade.
 *
 * @param id names the kind of transition, such as {@code nodesCordoned}
 * @param objects what looks broken
 * @param worryAfter an estimate, or the limit that Harvester sets; null when neither is known
 */
public record Transition(
        String id,
        Text what,
        Text why,
        List<ObjectRef> objects,
        @Nullable Instant worryAfter) {
    public Transition {
        objects = List.copyOf(objects);
    }

    static Transition of(String id, List<ObjectRef> objects, @Nullable Instant worryAfter) {
        List<String> names = objects.stream().map(ObjectRef::name).sorted().toList();
        return new Transition(
                id,
                Text.of("timeline.transition." + id + ".what", names.size(), names),
                Text.of("timeline.transition." + id + ".why"),
                objects,
                worryAfter);
    }
}
