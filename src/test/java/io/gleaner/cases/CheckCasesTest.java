package io.gleaner.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.analysis.Situation;
import io.gleaner.analysis.precheck.Check;
import io.gleaner.analysis.precheck.CheckResult;
import io.gleaner.analysis.precheck.Checks;
import io.gleaner.analysis.precheck.Outcome;
import io.gleaner.analysis.precheck.Precheck;
import io.gleaner.analysis.precheck.Source;
import io.gleaner.report.PrecheckText;
import io.gleaner.text.Phrasebook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.ObjectNode;

/**
 * Every check has a folder {@code src/test/resources/checks/<id>}: {@code fails*.yaml} are clusters in which it fails (or warns,
 * {@code fails-warning.yaml}), with what is said in {@code fails*.txt}; {@code passes*.yaml} come close, and it must not speak.
 */
class CheckCasesTest {
    private static final Path FOLDER = Path.of("src/test/resources/checks");
    private static final Path READY = CaseFile.FOLDER.resolve("ready-for-upgrade");

    static List<Path> fails() throws IOException {
        return files("fails");
    }

    static List<Path> passes() throws IOException {
        return files("passes");
    }

    static List<Check> byFacts() {
        return Checks.ALL.stream().filter(check -> !check.isByHand()).toList();
    }

    private static List<Path> files(String beginning) throws IOException {
        try (Stream<Path> files = Files.walk(FOLDER, 2)) {
            return files.filter(file -> file.getFileName().toString().startsWith(beginning)
                            && file.getFileName().toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("fails")
    void theCheckSpeaks(Path file) throws IOException {
        CheckResult result = resultOf(file);

        assertThat(result.affected()).isNotEmpty();
        boolean warns = file.getFileName().toString().contains("warning")
                || Set.of(
                                "upgrade-plans",
                                "offered-versions",
                                "charts-resolved",
                                "charts-paused",
                                "node-versions",
                                "disruption-budgets")
                        .contains(result.id());
        assertThat(result.outcome()).isEqualTo(warns ? Outcome.WARNING : Outcome.FAILED);
        StringBuilder words = new StringBuilder();
        for (Phrasebook phrases : List.of(Phrasebook.english(), new Phrasebook(Phrasebook.CHINESE))) {
            words.append(PrecheckText.plain(phrases).write(result)).append('\n');
        }
        Golden.compare(file.resolveSibling(file.getFileName().toString().replace(".yaml", ".txt")), words.toString());
    }

    @ParameterizedTest
    @MethodSource("passes")
    void theCheckIsContent(Path file) {
        assertThat(resultOf(file).outcome()).isIn(Outcome.PASSED, Outcome.NOT_APPLICABLE);
    }

    private static CheckResult resultOf(Path file) {
        String id = file.getParent().getFileName().toString();
        return Precheck.of(CaseFile.readFile(file)).checks().stream()
                .filter(check -> check.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("byFacts")
    void whatIsNotReadIsNotChecked(Check check) {
        assertThat(check.requires()).isNotEmpty();
        check.requires().forEach(requirement -> {
            List<ObjectNode> objects = new ArrayList<>(CaseFile.objects(READY));
            ObjectNode header = objects.getFirst();
            if (!check.window().from().isEmpty()) {
                objects.forEach(object -> run(object, check.window().from()));
            }
            ObjectNode unread = header.putObject("unread");
            unread.put(requirement.kind(), "FORBIDDEN");
            CheckResult result = check.check(Situation.of(CaseFile.state(objects, "unread")));
            assertThat(result.outcome()).isEqualTo(Outcome.NOT_CHECKED);
            assertThat(Phrasebook.english().say(result.reason())).contains(requirement.kind());
        });
    }

    private static void run(ObjectNode object, String version) {
        if (object.path("kind").asString("").equals("Deployment")
                && object.at("/metadata/name").asString("").equals("harvester")) {
            ((ObjectNode) object.at("/spec/template/spec/containers/0")).put("image", "rancher/harvester:v" + version);
        }
    }

    @Test
    void aClusterInOrderPasses() {
        Precheck precheck = Precheck.of(CaseFile.read(READY));

        assertThat(precheck.checks())
                .extracting(CheckResult::outcome)
                .containsOnly(Outcome.PASSED, Outcome.NOT_CHECKABLE, Outcome.NOT_APPLICABLE);
        assertThat(precheck.failed()).isFalse();
    }

    @Test
    void everyCheckHasBothCases() throws IOException {
        Set<String> ids = byFacts().stream().map(Check::id).collect(Collectors.toCollection(TreeSet::new));

        assertThat(folders(fails())).isEqualTo(ids);
        assertThat(folders(passes())).isEqualTo(ids);
        assertThat(Checks.ALL).extracting(Check::id).doesNotHaveDuplicates();
    }

    @Test
    void everyCheckOfTheWebhookAndTheScriptIsThere() {
        assertThat(numbers(Source.Kind.WEBHOOK)).isEqualTo(upTo(1, 17));
        // The script's first is about where the script itself was started.
        assertThat(numbers(Source.Kind.SCRIPT)).isEqualTo(upTo(2, 21));
    }

    private static Set<Integer> numbers(Source.Kind kind) {
        return Checks.ALL.stream()
                .flatMap(check -> check.sources().stream())
                .filter(source -> source.kind() == kind)
                .map(Source::number)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<Integer> upTo(int first, int last) {
        return IntStream.rangeClosed(first, last).boxed().collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> folders(List<Path> files) {
        return files.stream()
                .map(file -> file.getParent().getFileName().toString())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
