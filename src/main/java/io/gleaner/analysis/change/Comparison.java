package io.gleaner.analysis.change;

import io.gleaner.analysis.Assessment;
import io.gleaner.analysis.Finding;
import io.gleaner.model.ClusterState;
import io.gleaner.model.Coverage;
import io.gleaner.model.ObjectRef;
import io.gleaner.model.Origin;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What changed from one picture of a cluster to another. An object is only said to have come or gone where its kind was read both
 * times; times and counters of heartbeats do not count as changes.
 *
 * @param appeared findings of the later picture alone
 * @param gone findings of the earlier picture alone
 * @param remained findings of both, as the later one has them
 * @param notCompared kinds that could not be read on one side, by plural and group
 */
public record Comparison(
        Side before,
        Side after,
        List<Finding> appeared,
        List<Finding> gone,
        List<Finding> remained,
        List<ObjectChange> objects,
        List<String> notCompared) {

    /** One of the two pictures. */
    public record Side(Origin origin, Instant asOf) {}

    public Comparison {
        appeared = List.copyOf(appeared);
        gone = List.copyOf(gone);
        remained = List.copyOf(remained);
        objects = List.copyOf(objects);
        notCompared = List.copyOf(notCompared);
    }

    public static Comparison of(
            ClusterState before, Assessment beforeMeaning, ClusterState after, Assessment afterMeaning) {
        Set<String> unread = new TreeSet<>(unread(before));
        unread.addAll(unread(after));
        return new Comparison(
                new Side(before.origin(), before.asOf()),
                new Side(after.origin(), after.asOf()),
                without(afterMeaning.findings(), beforeMeaning.findings()),
                without(beforeMeaning.findings(), afterMeaning.findings()),
                both(afterMeaning.findings(), beforeMeaning.findings()),
                changes(before, after, unread),
                List.copyOf(unread));
    }

    public boolean isEmpty() {
        return appeared.isEmpty() && gone.isEmpty() && objects.isEmpty();
    }

    private static Set<String> unread(ClusterState state) {
        Set<String> unread = new TreeSet<>();
        state.coverage().stream()
                .filter(coverage -> !coverage.wasRead())
                .map(Coverage::kind)
                .forEach(unread::add);
        return unread;
    }

    private static List<Finding> without(List<Finding> findings, List<Finding> others) {
        return findings.stream()
                .filter(finding -> others.stream().noneMatch(other -> isSame(finding, other)))
                .toList();
    }

    private static List<Finding> both(List<Finding> findings, List<Finding> others) {
        return findings.stream()
                .filter(finding -> others.stream().anyMatch(other -> isSame(finding, other)))
                .toList();
    }

    private static boolean isSame(Finding one, Finding other) {
        return one.code().equals(other.code()) && one.object().equals(other.object());
    }

    private static List<ObjectChange> changes(ClusterState before, ClusterState after, Set<String> unread) {
        Map<ObjectRef, Object> old = StateObjects.of(before);
        Map<ObjectRef, Object> now = StateObjects.of(after);
        List<ObjectChange> changes = new ArrayList<>();
        old.forEach((ref, object) -> {
            Object later = now.get(ref);
            if (later == null) {
                if (!unread.contains(StateObjects.kind(ref))) {
                    changes.add(new ObjectChange(ref, ObjectChange.Kind.GONE, List.of()));
                }
            } else if (!later.equals(object)) {
                List<ObjectChange.Field> fields = fields(object, later);
                if (!fields.isEmpty()) {
                    changes.add(new ObjectChange(ref, ObjectChange.Kind.CHANGED, fields));
                }
            }
        });
        now.keySet().stream()
                .filter(ref -> !old.containsKey(ref) && !unread.contains(StateObjects.kind(ref)))
                .forEach(ref -> changes.add(new ObjectChange(ref, ObjectChange.Kind.NEW, List.of())));
        changes.sort(ObjectChange.ORDER);
        return changes;
    }

    private static List<ObjectChange.Field> fields(Object before, Object after) {
        Map<String, String> old = Fields.of(before);
        Map<String, String> now = Fields.of(after);
        Map<String, ObjectChange.Field> fields = new TreeMap<>();
        Set<String> paths = new TreeSet<>(old.keySet());
        paths.addAll(now.keySet());
        for (String path : paths) {
            String was = old.getOrDefault(path, "");
            String is = now.getOrDefault(path, "");
            if (!was.equals(is)) {
                fields.put(path, new ObjectChange.Field(path, was, is));
            }
        }
        return List.copyOf(new LinkedHashMap<>(fields).values());
    }
}
