package io.gleaner.source.bundle;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.List;

/** One file. */
record MemoryArchive(byte[] content) implements Archive {
    @Override
    public List<Entry> entries() {
        return List.of(new Entry("yamls/cluster/v1/nodes.yaml", content.length, content.length));
    }

    @Override
    public List<LeftOut> leftOut() {
        return List.of();
    }

    @Override
    public InputStream open(Entry entry) {
        return new ByteArrayInputStream(content);
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
