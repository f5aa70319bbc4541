package io.gleaner.analysis.precheck;

import io.gleaner.analysis.Requirement;
import io.gleaner.analysis.Situation;
import io.gleaner.model.HarvesterVersion;
import io.gleaner.model.Text;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One thing that must be in order before an upgrade starts. Its words are the phrases {@code precheck.title.<id>} and
 * {@code precheck.resolution.<id>}.
 *
 * @param id stable, never reused
 * @param sources who asks for it
 * @param window the running versions it is about
 * @param requires what must have been read, lest "nothing seen" be taken for "nothing there"
 * @param exemption a reason why it does not matter in this cluster
 * @param test null when no fact that is read from the API tells
 * @param command how to check by hand, or how to repair; may be empty
 */
public record Check(
        String id,
        List<Source> sources,
        Window window,
        List<Requirement> requires,
        Function<Situation, Optional<Text>> exemption,
        @Nullable Test test,
        String command,
        List<String> references) {
    /** Finds what is not as it should be; asked only when everything required was read. */
    @FunctionalInterface
    public interface Test {
        Stream<Affected> affected(Situation situation);
    }

    public Check {
        sources = List.copyOf(sources);
        requires = List.copyOf(requires);
        references = List.copyOf(references);
    }

    static Check of(String id, Test test, Source... sources) {
        return new Check(id, List.of(sources), Window.ALL, List.of(), _ -> Optional.empty(), test, "", List.of());
    }

    static Check byHand(String id, String command, Source... sources) {
        return new Check(id, List.of(sources), Window.ALL, List.of(), _ -> Optional.empty(), null, command, List.of());
    }

    Check requiring(Requirement... kinds) {
        return new Check(id, sources, window, List.of(kinds), exemption, test, command, references);
    }

    Check from(String version) {
        return within(version, "");
    }

    Check within(String version, String below) {
        return new Check(id, sources, new Window(version, below), requires, exemption, test, command, references);
    }

    Check unless(Function<Situation, Optional<Text>> reason) {
        return new Check(id, sources, window, requires, reason, test, command, references);
    }

    Check repairedBy(String repair) {
        return new Check(id, sources, window, requires, exemption, test, repair, references);
    }

    Check known(String... issues) {
        return new Check(id, sources, window, requires, exemption, test, command, List.of(issues));
    }

    public boolean isByHand() {
        return test == null;
    }

    public CheckResult check(Situation situation) {
        Optional<HarvesterVersion> running = situation.versions().controller();
        if (!window.isOpen() && running.isEmpty()) {
            return result(Outcome.NOT_CHECKED, Text.of("precheck.versionUnknown", window.spelling()), List.of());
        }
        Optional<Text> outside = running.flatMap(window::outside);
        if (outside.isPresent()) {
            return result(Outcome.NOT_APPLICABLE, outside.get(), List.of());
        }
        Optional<Text> gap = Requirement.firstGap(requires, situation.state());
        if (gap.isPresent()) {
            return result(Outcome.NOT_CHECKED, gap.get(), List.of());
        }
        Optional<Text> exempt = exemption.apply(situation);
        if (exempt.isPresent()) {
            return result(Outcome.NOT_APPLICABLE, exempt.get(), List.of());
        }
        Test question = test;
        if (question == null) {
            return result(Outcome.NOT_CHECKABLE, null, List.of());
        }
        List<Affected> affected = question.affected(situation)
                .sorted(Comparator.comparing(Affected::weight))
                .toList();
        return result(affected.isEmpty() ? Outcome.PASSED : affected.getFirst().weight(), null, affected);
    }

    /** What is not as it should be; nothing unless the check could be made. */
    public List<Affected> affected(Situation situation) {
        return check(situation).affected();
    }

    private CheckResult result(Outcome outcome, @Nullable Text reason, List<Affected> affected) {
        return new CheckResult(id, sources, window.spelling(), outcome, reason, affected, command, references);
    }
}
