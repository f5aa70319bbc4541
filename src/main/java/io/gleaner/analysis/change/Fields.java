package io.gleaner.analysis.change;

import io.gleaner.model.FieldWriter;
import io.gleaner.model.ObjectRef;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The values of an object by path. Times are left out: most of them are heartbeats. */
final class Fields {
    private static final String DELETING = "metadata.deleting";

    private final Map<String, String> values = new TreeMap<>();

    private Fields() {}

    static Map<String, String> of(Object object) {
        Fields fields = new Fields();
        fields.add("", object);
        return fields.values;
    }

    private void add(String path, @Nullable Object value) {
        switch (value) {
            case null -> {
                // Nothing there.
            }
            case Instant time -> {
                if (path.equals(DELETING)) {
                    values.put(path, time.toString());
                }
            }
            case ObjectRef ref -> values.put(path, ref.toString());
            case FieldWriter _ -> {
                // Who wrote a field last is no change of the object.
            }
            case Map<?, ?> map -> map.forEach((key, each) -> add(join(path, String.valueOf(key)), each));
            case List<?> list -> addAll(path, list);
            case Record record -> {
                for (RecordComponent component : record.getClass().getRecordComponents()) {
                    // Conditions are one list, not a list in an object.
                    boolean isOnlyOne = component.getName().equals("all");
                    add(isOnlyOne ? path : join(path, component.getName()), value(record, component));
                }
            }
            default -> values.put(path, String.valueOf(value));
        }
    }

    private void addAll(String path, List<?> list) {
        if (list.stream().noneMatch(Record.class::isInstance)) {
            values.put(path, list.stream().map(String::valueOf).collect(Collectors.joining(", ")));
            return;
        }
        for (int i = 0; i < list.size(); i++) {
            add(join(path, name(list.get(i), i)), list.get(i));
        }
    }

    /** Elements that have a type or a name are told apart by it, wherever they stand. */
    private static String name(Object element, int index) {
        if (element instanceof Record record) {
            for (RecordComponent component : record.getClass().getRecordComponents()) {
                boolean isName = component.getName().equals("type")
                        || component.getName().equals("name");
                if (isName && value(record, component) instanceof String name) {
                    return name;
                }
            }
        }
        return Integer.toString(index);
    }

    static @Nullable Object value(Record record, RecordComponent component) {
        try {
            return component.getAccessor().invoke(record);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(component.getName(), e);
        }
    }

    private static String join(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
