package io.gleaner.cli;

import io.gleaner.model.Text;
import io.gleaner.report.AssessmentText;
import io.gleaner.report.GuardianText;
import io.gleaner.report.Ink;
import io.gleaner.report.PlanText;
import io.gleaner.report.PrecheckText;
import io.gleaner.report.RunText;
import io.gleaner.report.TimelineText;
import io.gleaner.text.Phrasebook;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;

/** The conversation with whoever started the command: results, messages and questions, in one language. */
final class Terminal {
    private static final int DEFAULT_COLUMNS = 100;
    private static final int FEWEST_COLUMNS = 40;
    private static final Set<String> YES = Set.of("y", "yes", "是");

    private final Surroundings surroundings;
    private final Phrasebook phrases;

    Terminal(Surroundings surroundings, Language language) {
        this.surroundings = surroundings;
        this.phrases = language.phrasebook();
    }

    Surroundings surroundings() {
        return surroundings;
    }

    Phrasebook phrases() {
        return phrases;
    }

    /** A result: standard output. */
    void print(String text) {
        surroundings.out().print(text);
        surroundings.out().flush();
    }

    /** A message: standard error. */
    void tell(Text message) {
        say(phrases.say(message) + "\n");
    }

    void tell(String key, Object... arguments) {
        tell(Text.of(key, arguments));
    }

    /** Text that is already in words, to standard error. */
    void say(String text) {
        surroundings.err().print(text);
        surroundings.err().flush();
    }

    boolean canAsk() {
        return surroundings.answers() != null;
    }

    /** Asks a question that is answered by yes; anything else, and no answer, is a no. */
    boolean confirm(Text question) {
        BufferedReader answers = surroundings.answers();
        if (answers == null) {
            return false;
        }
        say(phrases.say("cli.question", question) + " ");
        try {
            String answer = answers.readLine();
            return answer != null && YES.contains(answer.strip().toLowerCase(Locale.ROOT));
        } catch (IOException _) {
            // The terminal is gone: nobody said yes.
            return false;
        }
    }

    AssessmentText assessmentText() {
        return new AssessmentText(phrases, ink(), width());
    }

    PrecheckText precheckText() {
        return new PrecheckText(phrases, ink(), width());
    }

    PlanText planText() {
        return new PlanText(phrases, ink(), width());
    }

    TimelineText timelineText() {
        return new TimelineText(phrases, ink());
    }

    GuardianText guardianText() {
        return new GuardianText(phrases, ink(), width());
    }

    RunText runText() {
        return new RunText(phrases, ink(), width());
    }

    boolean isColoured() {
        return ink() == Ink.COLOUR;
    }

    private Ink ink() {
        // The convention of no-color.org: set and not empty, whatever its value.
        boolean refused =
                !surroundings.environment().getOrDefault("NO_COLOR", "").isEmpty();
        return surroundings.terminal() && !refused ? Ink.COLOUR : Ink.PLAIN;
    }

    /** Lines are wrapped for eyes only: what goes to a file or a pipe may be searched line by line. */
    private int width() {
        if (!surroundings.terminal()) {
            return Integer.MAX_VALUE;
        }
        String columns = surroundings.environment().getOrDefault("COLUMNS", "");
        return columns.matches("\\d{1,4}") ? Math.max(FEWEST_COLUMNS, Integer.parseInt(columns)) : DEFAULT_COLUMNS;
    }
}
