package io.gleaner.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gleaner.model.ObjectRef;
import io.gleaner.recovery.RunResult.Outcome;
import io.gleaner.source.ResourceKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

class JournalTest {
    private static final Instant NOON = Instant.parse("2025-07-15T12:00:00Z");
    private static final ObjectRef CHART = ResourceKind.MANAGED_CHART.ref("fleet-local", "harvester-crd");

    @TempDir
    private Path folder;

    @Test
    void tellsAWholeRun() {
        Journal journal = new Journal(folder);
        try (JournalWriter writer = journal.open()) {
            wholeRun("aaaa1111").forEach(writer::append);
        }

        assertThat(journal.read().damaged()).isEmpty();
        assertThat(journal.runs()).singleElement().satisfies(run -> {
            assertThat(run.runId()).isEqualTo("aaaa1111");
            assertThat(run.cluster()).isEqualTo("edge-7");
            assertThat(run.outcome()).isEqualTo(Outcome.SUCCEEDED);
            assertThat(run.steps()).singleElement().satisfies(step -> {
                assertThat(step.operation()).isEqualTo("ResumeChart");
                assertThat(step.target()).isEqualTo(CHART);
                assertThat(step.before()).contains("\"kind\":\"before\"");
                assertThat(step.after()).contains("\"kind\":\"after\"");
                assertThat(step.written()).isTrue();
                assertThat(step.result()).isEqualTo(StepProgress.Stage.DONE);
                assertThat(step.detail()).isEqualTo("fine – 好");
            });
        });
    }

    /** Word for word what the first release wrote. */
    @Test
    void readsRunsOfTheFirstRelease() throws IOException {
        Journal journal = new Journal(folder);
        journal.open().close();
        Files.writeString(journal.file(), """
                {"event":"JournalEvent$RunStarted","runId":"0ld1","at":"2025-07-15T12:00:00Z","plan":"resume-charts","undoOf":"","cluster":"edge-7",\
                "server":"","clusterUser":"admin","workstationUser":"op@desk","steps":[{"number":1,"operation":"ResumeChart",\
                "target":{"apiVersion":"management.cattle.io/v3","kind":"ManagedChart","namespace":"fleet-local","name":"harvester-crd"},\
                "uid":"u-1","version":"1.4.3"}]}
                {"event":"JournalEvent$WriteIntended","runId":"0ld1","at":"2025-07-15T12:00:00Z","step":1,\
                "before":{"metadata":{"uid":"u-1","generation":4},"spec":{"version":"1.4.3"}},\
                "patch":[{"op":"test","path":"/metadata/uid","value":"u-1"},{"op":"add","path":"/spec/paused","value":false}]}
                """);

        RecordedRun run = journal.runs().getFirst();

        assertThat(journal.read().damaged()).isEmpty();
        assertThat(RecordedSteps.operation(run.steps().getFirst())).contains(new ResumeChart(CHART, "u-1", "1.4.3"));
        assertThat(Incident.offered(Planner.undo(run)).steps())
                .extracting(PlanStep::operation)
                .containsExactly(new PauseChart(CHART, "u-1", "1.4.3"));
    }

    @Test
    void operationOfALaterReleaseIsListedAndNotTakenBack() {
        Journal journal = new Journal(folder);
        try (JournalWriter writer = journal.open()) {
            wholeRun("aaaa1111").stream()
                    .map(event -> event instanceof JournalEvent.RunStarted started ? ofLaterRelease(started) : event)
                    .forEach(writer::append);
        }

        RecordedRun run = journal.runs().getFirst();

        assertThat(Incident.say(run.steps().getFirst().words())).startsWith("PolishChart of ");
        assertThat(Planner.undo(run)).isInstanceOf(PlanOffer.Refused.class);
    }

    private static JournalEvent.RunStarted ofLaterRelease(JournalEvent.RunStarted started) {
        return new JournalEvent.RunStarted(
                started.runId(),
                started.at(),
                "polish-charts",
                "",
                started.cluster(),
                started.server(),
                started.clusterUser(),
                started.workstationUser(),
                List.of(new JournalEvent.PlannedStep(
                        1, "PolishChart", CHART, Map.of("uid", StringNode.valueOf("u-1")))));
    }

    @Test
    void isEmptyWhereThereIsNone() {
        Journal journal = new Journal(folder.resolve("not-there"));

        assertThat(journal.runs()).isEmpty();
        assertThat(journal.isInUse()).isFalse();
        assertThat(folder.resolve("not-there")).doesNotExist();
    }

    @Test
    void lineTornAtAnyByteIsIgnoredAndTheNextStartsAfresh() throws IOException {
        Journal journal = new Journal(folder);
        try (JournalWriter writer = journal.open()) {
            wholeRun("aaaa1111").forEach(writer::append);
        }
        byte[] whole = Files.readAllBytes(journal.file());
        int lastLine = lastLineStart(whole);
        RecordedRun before = readCut(journal, whole, lastLine);
        for (int length = lastLine; length < whole.length; length++) {
            boolean wholeButForTheEnd = length == whole.length - 1;
            RecordedRun torn = readCut(journal, whole, length);
            if (!wholeButForTheEnd) {
                assertThat(torn).as("cut at byte %d", length).isEqualTo(before);
                assertThat(torn.isUnfinished()).isTrue();
            }
            try (JournalWriter writer = journal.open()) {
                wholeRun("bbbb2222").forEach(writer::append);
            }
            assertThat(journal.runs())
                    .as("after a cut at byte %d", length)
                    .extracting(RecordedRun::runId, RecordedRun::isUnfinished)
                    .containsExactly(tuple("aaaa1111", !wholeButForTheEnd), tuple("bbbb2222", false));
        }
    }

    private static RecordedRun readCut(Journal journal, byte[] whole, int length) throws IOException {
        Files.write(journal.file(), Arrays.copyOf(whole, length));
        assertThat(journal.read().damaged()).isEmpty();
        return journal.runs().getFirst();
    }

    private static int lastLineStart(byte[] bytes) {
        int start = bytes.length - 1;
        while (bytes[start - 1] != '\n') {
            start--;
        }
        return start;
    }

    @Test
    void damagedLineInTheMiddleIsReportedAndTheRestIsRead() throws IOException {
        Journal journal = new Journal(folder);
        try (JournalWriter writer = journal.open()) {
            wholeRun("aaaa1111").forEach(writer::append);
            wholeRun("bbbb2222").forEach(writer::append);
        }
        List<String> lines = Files.readAllLines(journal.file());
        lines.set(2, "\u0000\u0001{garbage");
        lines.set(3, "{\"event\":\"StepEnded\"}");
        lines.set(5, "{\"event\":\"SomethingNewer\",\"runId\":\"bbbb2222\"}");
        Files.write(journal.file(), lines);

        assertThat(journal.read().damaged())
                .extracting(Journal.DamagedLine::line)
                .startsWith(3, 4, 6);
        assertThat(journal.runs()).singleElement().satisfies(run -> {
            assertThat(run.runId()).isEqualTo("aaaa1111");
            assertThat(run.outcome()).isEqualTo(Outcome.SUCCEEDED);
            assertThat(run.steps().getFirst().written()).isFalse();
            assertThat(run.steps().getFirst().mayBeWritten()).isTrue();
        });
    }

    @Test
    void secondWriterIsTurnedAwayUntilTheFirstIsDone() {
        Journal first = new Journal(folder);
        Journal second = new Journal(folder.resolve(".").resolve("../" + folder.getFileName()));
        try (JournalWriter _ = first.open()) {
            assertThatThrownBy(second::open)
                    .isInstanceOfSatisfying(
                            JournalException.class,
                            e -> assertThat(e.problem()).isEqualTo(JournalException.Problem.LOCKED));
            assertThatThrownBy(second::open).isInstanceOf(JournalException.class);
            assertThat(second.isInUse()).isTrue();
        }
        assertThat(second.isInUse()).isFalse();
        second.open().close();
    }

    @Test
    void anotherProcessIsTurnedAway() throws IOException, InterruptedException {
        Journal journal = new Journal(folder);
        try (JournalWriter _ = journal.open()) {
            // Asking and being turned away must not let go of the lock.
            assertThat(journal.isInUse()).isTrue();
            assertThat(lockFromElsewhere()).isEqualTo("held");
        }
        assertThat(lockFromElsewhere()).isEqualTo("free");
    }

    private String lockFromElsewhere() throws IOException, InterruptedException {
        Path program = folder.resolve("TryLock.java");
        Files.writeString(program, """
                void main(String[] arguments) throws Exception {
                    try (var channel = java.nio.channels.FileChannel.open(
                            java.nio.file.Path.of(arguments[0]), java.nio.file.StandardOpenOption.WRITE)) {
                        IO.print(channel.tryLock() == null ? "held" : "free");
                    }
                }
                """);
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        program.toString(),
                        folder.resolve("journal.lock").toString())
                .redirectErrorStream(true)
                .start();
        String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return answer;
    }

    @Test
    void filesAreForTheirOwnerAlone() throws IOException {
        assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("posix"));
        Path own = folder.resolve("state").resolve("gleaner");
        Journal journal = new Journal(own);
        journal.open().close();
        assertThat(mode(own)).isEqualTo("rwx------");
        assertThat(mode(journal.file())).isEqualTo("rw-------");

        Files.setPosixFilePermissions(journal.file(), PosixFilePermissions.fromString("rw-r--r--"));
        journal.open().close();

        assertThat(mode(journal.file())).isEqualTo("rw-------");
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void livesWhereTheSystemKeepsTheStateOfPrograms() {
        Path home = Path.of("/home/op");

        assertThat(Journal.defaultFolder(Map.of("GLEANER_HOME", "/srv/g"), "Linux", home))
                .isEqualTo(Path.of("/srv/g"));
        assertThat(Journal.defaultFolder(Map.of("XDG_STATE_HOME", "/var/s"), "Linux", home))
                .isEqualTo(Path.of("/var/s/gleaner"));
        assertThat(Journal.defaultFolder(Map.of("XDG_STATE_HOME", "relative"), "Linux", home))
                .isEqualTo(Path.of("/home/op/.local/state/gleaner"));
        assertThat(Journal.defaultFolder(Map.of("GLEANER_HOME", ""), "Mac OS X", home))
                .isEqualTo(Path.of("/home/op/Library/Application Support/gleaner"));
        assertThat(Journal.defaultFolder(Map.of(), "Windows 11", home))
                .isEqualTo(Path.of("/home/op/AppData/Local/gleaner"));
    }

    private static List<JournalEvent> wholeRun(String id) {
        ObjectNode before = JsonNodeFactory.instance.objectNode().put("kind", "before");
        before.putObject("metadata").put("uid", "u-1").put("generation", 4);
        ObjectNode after = JsonNodeFactory.instance.objectNode().put("kind", "after");
        return List.of(
                new JournalEvent.RunStarted(
                        id,
                        NOON,
                        "resume-charts",
                        "",
                        "edge-7",
                        "https://192.0.2.10:6443",
                        "admin",
                        "op@desk",
                        List.of(new JournalEvent.PlannedStep(
                                1,
                                "ResumeChart",
                                CHART,
                                Map.of(
                                        "uid", StringNode.valueOf("u-1"),
                                        "version", StringNode.valueOf("1.4.3"))))),
                new JournalEvent.WriteIntended(
                        id,
                        NOON,
                        1,
                        before,
                        JsonNodeFactory.instance.arrayNode().add("patch")),
                new JournalEvent.WriteConfirmed(id, NOON, 1, after),
                new JournalEvent.StepEnded(id, NOON, 1, StepProgress.Stage.DONE, "fine – 好"),
                new JournalEvent.RunEnded(id, NOON, Outcome.SUCCEEDED, "all – 好"));
    }
}
