package io.gleaner.analysis.rules;

import io.gleaner.analysis.Finding;
import io.gleaner.analysis.Requirement;
import io.gleaner.analysis.Situation;
import io.gleaner.model.Text;
import java.util.List;

/** One entry of the catalogue: a signature in the facts, its meaning and the way out. */
public interface Rule {
    /** The id, unique in the {@link Catalogue} and never reused. */
    String code();

    /** What must have been read, lest the rule be silent about what it cannot see. */
    List<Requirement> requires();

    /** Asked only when everything {@link #requires} names was read. */
    List<Finding> evaluate(Situation situation);

    /** A phrase of this rule: {@code analysis.<code>.<part>}. */
    default Text say(String part, Object... arguments) {
        return Text.of("analysis." + code() + "." + part, arguments);
    }
}
