package io.gleaner.analysis.change;

import io.gleaner.model.ClusterState;
import io.gleaner.model.Event;
import io.gleaner.model.Metadata;
import io.gleaner.model.ObjectRef;
import io.gleaner.model.UpgradeRemnant;
import java.lang.reflect.RecordComponent;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** All objects of a picture. The model is made of records: what carries metadata is an object. */
final class StateObjects {
    private StateObjects() {}

    static Map<ObjectRef, Object> of(ClusterState state) {
        Map<ObjectRef, Object> objects =
                new TreeMap<>(Comparator.comparing(ref -> ref.apiVersion() + " " + ref.kind() + " " + ref.path()));
        collect(state, objects);
        return objects;
    }

    private static void collect(Record holder, Map<ObjectRef, Object> objects) {
        for (RecordComponent component : holder.getClass().getRecordComponents()) {
            switch (Fields.value(holder, component)) {
                case List<?> list -> list.forEach(each -> add(each, objects));
                case Record record when isGroup(record) -> collect(record, objects);
                case null, default -> {
                    // A single fact, no object.
                }
            }
        }
    }

    private static void add(Object element, Map<ObjectRef, Object> objects) {
        // Events come and go; a remnant is another view of an object that is there as itself.
        if (element instanceof Record record && !(record instanceof Event) && !(record instanceof UpgradeRemnant)) {
            for (RecordComponent component : record.getClass().getRecordComponents()) {
                if (component.getType() == Metadata.class
                        && Fields.value(record, component) instanceof Metadata metadata) {
                    objects.putIfAbsent(metadata.ref(), record);
                }
            }
        }
    }

    /** The parts of a {@link ClusterState} that only hold lists. */
    private static boolean isGroup(Record record) {
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            if (component.getType() != List.class) {
                return false;
            }
        }
        return true;
    }

    /** Plural and group, as coverage has it. */
    static String kind(ObjectRef ref) {
        String singular = ref.kind().toLowerCase(Locale.ROOT);
        String plural = singular.endsWith("s") ? singular + "es" : singular + "s";
        int slash = ref.apiVersion().indexOf('/');
        return slash < 0 ? plural : plural + "." + ref.apiVersion().substring(0, slash);
    }
}
