package io.gleaner.analysis.rules;

import io.gleaner.analysis.Finding.Evidence;
import io.gleaner.analysis.Severity;
import io.gleaner.model.ObjectRef;
import io.gleaner.model.Text;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One place where the signature of a rule was found.
 *
 * @param object what it is about
 * @param arguments what fills all phrases of the rule, in this order
 * @param severity null for that of the card
 * @param operations null for those of the card
 * @param variants by part ({@code explanation}, {@code advice} …) the phrase that is said instead: {@code unresolvable} stands
 *     for {@code catalogue.<code>.explanation.unresolvable}
 */
public record Match(
        ObjectRef object,
        List<Object> arguments,
        @Nullable Instant since,
        List<Evidence> evidence,
        @Nullable Severity severity,
        @Nullable List<String> operations,
        Map<String, String> variants) {
    public Match {
        arguments = List.copyOf(arguments);
        evidence = List.copyOf(evidence);
        operations = operations == null ? null : List.copyOf(operations);
        variants = Map.copyOf(variants);
    }

    public static Match of(ObjectRef object, Object... arguments) {
        return new Match(object, List.of(arguments), null, List.of(), null, null, Map.of());
    }

    public Match since(@Nullable Instant time) {
        return new Match(object, arguments, time, evidence, severity, operations, variants);
    }

    public Match since(Optional<Instant> time) {
        return since(time.orElse(null));
    }

    /** A fact of the object itself. */
    public Match proof(Text fact) {
        return proof(new Evidence(object, fact));
    }

    public Match proof(Evidence... facts) {
        return proof(List.of(facts));
    }

    public Match proof(List<Evidence> facts) {
        List<Evidence> all = new ArrayList<>(evidence);
        all.addAll(facts);
        return new Match(object, arguments, since, all, severity, operations, variants);
    }

    public Match at(Severity other) {
        return new Match(object, arguments, since, evidence, other, operations, variants);
    }

    public Match offering(List<String> plans) {
        return new Match(object, arguments, since, evidence, severity, plans, variants);
    }

    /** Says {@code catalogue.<code>.<part>.<variant>} instead of {@code catalogue.<code>.<part>}. */
    public Match saying(String part, String variant) {
        Map<String, String> all = new HashMap<>(variants);
        all.put(part, variant);
        return new Match(object, arguments, since, evidence, severity, operations, all);
    }
}
