package io.gleaner.recovery;

import io.gleaner.model.Text;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Puts the lines of a journal together into runs. */
final class JournalReading {
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .build();

    private final Map<String, Run> runs = new LinkedHashMap<>();
    private final List<Journal.DamagedLine> damaged = new ArrayList<>();

    private JournalReading() {}

    static Journal.Content of(byte[] bytes) {
        JournalReading reading = new JournalReading();
        String[] lines = new String(bytes, StandardCharsets.UTF_8).split("\n", -1);
        for (int index = 0; index < lines.length; index++) {
            reading.line(index + 1, lines[index], index == lines.length - 1);
        }
        return new Journal.Content(
                reading.runs.values().stream().map(Run::recorded).toList(), reading.damaged);
    }

    private void line(int number, String line, boolean isLast) {
        if (line.isBlank()) {
            return;
        }
        try {
            event(number, JSON.readValue(line, JournalEvent.class));
        } catch (JacksonException _) {
            // The last line was torn before it was whole: what it would have announced never left.
            if (!isLast) {
                damaged.add(new Journal.DamagedLine(number, Text.of("recovery.journal.damaged.line", number)));
            }
        }
    }

    private void event(int number, JournalEvent event) {
        if (event instanceof JournalEvent.RunStarted started) {
            runs.put(started.runId(), new Run(started));
            return;
        }
        Run run = runs.get(event.runId());
        if (run == null) {
            damaged.add(new Journal.DamagedLine(
                    number, Text.of("recovery.journal.damaged.noStart", number, event.runId())));
            return;
        }
        run.add(event);
    }

    private static final class Run {
        private final JournalEvent.RunStarted started;
        private final Map<Integer, RecordedRun.RecordedStep> steps = new TreeMap<>();
        private @Nullable Instant ended;
        private RunResult.@Nullable Outcome outcome;

        Run(JournalEvent.RunStarted started) {
            this.started = started;
            started.steps().forEach(step -> steps.put(step.number(), planned(step)));
        }

        private static RecordedRun.RecordedStep planned(JournalEvent.PlannedStep step) {
            ObjectNode operation = step.operationJson();
            ObjectNode known = JsonNodeFactory.instance.objectNode();
            known.putObject("metadata").put("uid", operation.path("uid").asString(""));
            return new RecordedRun.RecordedStep(
                    step.number(),
                    step.operation(),
                    step.target(),
                    operation.toString(),
                    known.toString(),
                    "",
                    "",
                    false,
                    null,
                    "");
        }

        void add(JournalEvent event) {
            switch (event) {
                case JournalEvent.RunStarted _ -> throw new IllegalArgumentException("a run starts once");
                case JournalEvent.WriteIntended intended ->
                    steps.computeIfPresent(
                            intended.step(),
                            (_, step) -> new RecordedRun.RecordedStep(
                                    step.number(),
                                    step.operation(),
                                    step.target(),
                                    step.details(),
                                    intended.before().toString(),
                                    intended.patch().toString(),
                                    "",
                                    false,
                                    null,
                                    ""));
                case JournalEvent.WriteConfirmed confirmed ->
                    steps.computeIfPresent(
                            confirmed.step(),
                            (_, step) -> answered(
                                    step, step.patch(), confirmed.after().toString(), true, ""));
                case JournalEvent.WriteRefused refused ->
                    steps.computeIfPresent(
                            refused.step(), (_, step) -> answered(step, "", "", false, refused.detail()));
                case JournalEvent.StepEnded end ->
                    steps.computeIfPresent(
                            end.step(),
                            (_, step) -> new RecordedRun.RecordedStep(
                                    step.number(),
                                    step.operation(),
                                    step.target(),
                                    step.details(),
                                    step.before(),
                                    step.patch(),
                                    step.after(),
                                    step.written(),
                                    end.result(),
                                    end.detail()));
                case JournalEvent.RunEnded end -> {
                    ended = end.at();
                    outcome = end.outcome();
                }
            }
        }

        private static RecordedRun.RecordedStep answered(
                RecordedRun.RecordedStep step, String patch, String after, boolean written, String detail) {
            return new RecordedRun.RecordedStep(
                    step.number(),
                    step.operation(),
                    step.target(),
                    step.details(),
                    step.before(),
                    patch,
                    after,
                    written,
                    step.result(),
                    detail);
        }

        RecordedRun recorded() {
            return new RecordedRun(
                    started.runId(),
                    started.plan(),
                    started.cluster(),
                    started.server(),
                    started.clusterUser(),
                    started.workstationUser(),
                    started.undoOf(),
                    started.at(),
                    ended,
                    outcome,
                    List.copyOf(steps.values()));
        }
    }
}
