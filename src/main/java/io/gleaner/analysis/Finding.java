package io.gleaner.analysis;

import io.gleaner.model.ObjectRef;
import io.gleaner.model.Text;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing found, with its proof and the way out.
 *
 * @param code the id in the catalogue of {@code analysis.rules}
 * @param impact what it means for the cluster and its virtual machines
 * @param evidence each a fact with the object it was read from
 * @param references issue or documentation names, such as {@code harvester#8195}
 * @param operations names of plans
 * @param affects the Harvester versions it is known from
 * @param causedBy the code of the finding that explains this one, which stands before it; null when this one stands for itself
 */
public record Finding(
        String code,
        Severity severity,
        Text impact,
        Text title,
        Text explanation,
        ObjectRef object,
        @Nullable Instant since,
        List<Evidence> evidence,
        Text advice,
        List<String> references,
        List<String> operations,
        String affects,
        @Nullable String causedBy) {

    /** A fact and where it was read. */
    public record Evidence(ObjectRef object, Text fact) {}

    public Finding {
        evidence = List.copyOf(evidence);
        references = List.copyOf(references);
        operations = List.copyOf(operations);
    }

    /** The same, explained by another one. */
    public Finding explainedBy(String cause) {
        return new Finding(
                code,
                severity,
                impact,
                title,
                explanation,
                object,
                since,
                evidence,
                advice,
                references,
                operations,
                affects,
                cause);
    }
}
