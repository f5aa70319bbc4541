package io.gleaner.analysis.rules;

import io.gleaner.analysis.Requirement;
import io.gleaner.analysis.Severity;
import java.util.List;

/**
 * What a rule says of itself. Its words are the phrases {@code catalogue.<code>.title}, {@code .explanation}, {@code .impact} and
 * {@code .advice}.
 *
 * @param code the id, unique in the {@link Catalogue} and never reused
 * @param severity unless a match says otherwise
 * @param affects the Harvester versions it is known from, such as {@code all}, {@code ≥1.7.0} or {@code 1.4.2→1.5.0}
 * @param requires what must have been read, lest the rule be silent about what it cannot see
 * @param references issue or documentation names, such as {@code harvester/harvester#8195}
 * @param operations names of plans that help
 * @param explains codes of what is only a symptom while this speaks
 */
public record Card(
        String code,
        Severity severity,
        String affects,
        List<Requirement> requires,
        List<String> references,
        List<String> operations,
        List<String> explains) {
    public Card {
        requires = List.copyOf(requires);
        references = List.copyOf(references);
        operations = List.copyOf(operations);
        explains = List.copyOf(explains);
    }

    public static Card of(String code, Severity severity) {
        return new Card(code, severity, "all", List.of(), List.of(), List.of(), List.of());
    }

    public Card affecting(String versions) {
        return new Card(code, severity, versions, requires, references, operations, explains);
    }

    public Card requiring(Requirement... kinds) {
        return new Card(code, severity, affects, List.of(kinds), references, operations, explains);
    }

    public Card known(String... issues) {
        return new Card(code, severity, affects, requires, List.of(issues), operations, explains);
    }

    public Card offering(String... plans) {
        return new Card(code, severity, affects, requires, references, List.of(plans), explains);
    }

    public Card explaining(String... codes) {
        return new Card(code, severity, affects, requires, references, operations, List.of(codes));
    }
}
