package io.gleaner.cases;

import io.gleaner.analysis.Assessment;
import io.gleaner.analysis.Assessor;
import io.gleaner.model.ClusterState;
import io.gleaner.source.RawObjects;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** How long it takes to understand a huge cluster; twice the objects should take twice the time. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class AssessmentBenchmark {
    /** With as many events, a fifth as many Jobs and a fiftieth as many Bundles. */
    @Param({"5000", "10000", "20000"})
    int pods;

    private RawObjects objects;
    private ClusterState state;

    @Setup
    public void read() {
        objects = HugeCluster.objects(pods);
        state = HugeCluster.state(objects);
    }

    /** From JSON objects to facts. */
    @Benchmark
    public ClusterState map() {
        return HugeCluster.state(objects);
    }

    /** From facts to meaning. */
    @Benchmark
    public Assessment assess() {
        return Assessor.assess(state);
    }
}
