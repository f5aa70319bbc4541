package io.gleaner.analysis.change;

import io.gleaner.model.ObjectRef;
import java.util.Comparator;
import java.util.List;

/** An object that came, went or is different. */
public record ObjectChange(ObjectRef object, Kind kind, List<Field> fields) {
    static final Comparator<ObjectChange> ORDER = Comparator.comparing(
                    (ObjectChange change) -> change.object().kind())
            .thenComparing(change -> change.object().path());

    /** What became of it. */
    public enum Kind {
        NEW,
        GONE,
        CHANGED
    }

    /**
     * One value.
     *
     * @param path such as {@code paused} or {@code conditions.Ready.status}
     * @param before empty when there was none
     * @param after empty when there is none
     */
    public record Field(String path, String before, String after) {}

    public ObjectChange {
        fields = List.copyOf(fields);
    }
}
