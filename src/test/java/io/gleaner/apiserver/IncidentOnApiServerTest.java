package io.gleaner.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.apiserver.GleanerOnApiServer.Answer;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The main job, end to end, by the commands of the terminal. */
class IncidentOnApiServerTest {
    @RegisterExtension
    static final RealApiServer SERVER = new RealApiServer();

    private GleanerOnApiServer gleaner;

    @BeforeEach
    void sitDown(@TempDir Path workstation) {
        gleaner = new GleanerOnApiServer(workstation, SERVER.kubernetes());
    }

    @Test
    void abort() {
        long t = System.nanoTime();
        Incident.abortedBeforeChartServerSwitch(SERVER.api());
        System.out.println("loaded " + (System.nanoTime() - t) / 1000000);
        Answer answer = gleaner.run("diagnose");
        System.out.println(answer.out() + answer.err() + answer.exitCode());
        answer = gleaner.run("diagnose", "-o", "json");
        System.out.println(answer.out() + answer.err() + answer.exitCode());
        try (var _ = SimulatedControllersOnApiServer.start(SERVER.api())) {
        answer = gleaner.run("recover", "resume-charts", "--yes");
        System.out.println(answer.out() + answer.err() + answer.exitCode());
        }
        answer = gleaner.run("diagnose");
        System.out.println(answer.out() + answer.err() + answer.exitCode());
        System.out.println("all " + (System.nanoTime() - t) / 1000000);
        Incident.abortedAfterChartServerSwitch(SERVER.api());
        answer = gleaner.run("diagnose");
        System.out.println(answer.out() + answer.err() + answer.exitCode());
        answer = gleaner.run("recover", "resume-charts", "--yes");
        System.out.println(answer.out() + answer.err() + answer.exitCode());
        Incident.applyManifestsIsActive(SERVER.api());
        answer = gleaner.run("diagnose");
        System.out.println(answer.out() + answer.err() + answer.exitCode());
        answer = gleaner.run("recover", "resume-charts", "--yes");
        System.out.println(answer.out() + answer.err() + answer.exitCode());
        answer = gleaner.runAs(RealApiServer.WITHOUT_APPS,"diagnose");
        System.out.println(answer.out() + answer.err() + answer.exitCode());
        assertThat(answer.exitCode()).isEqualTo(1);
    }
}
