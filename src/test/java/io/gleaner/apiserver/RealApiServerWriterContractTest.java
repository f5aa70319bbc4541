package io.gleaner.apiserver;

import io.gleaner.model.ObjectRef;
import io.gleaner.source.ClusterSource;
import io.gleaner.source.ClusterWriter;
import io.gleaner.source.ClusterWriterContract;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

class RealApiServerWriterContractTest extends ClusterWriterContract {
    @RegisterExtension
    static final RealApiServer SERVER = new RealApiServer();

    private static ClusterSource admin;
    private static ClusterSource viewer;

    @BeforeAll
    static void connect(@TempDir Path workstation) {
        GleanerOnApiServer gleaner = new GleanerOnApiServer(workstation, SERVER.kubernetes());
        admin = gleaner.connect(LocalKubernetes.ADMIN);
        viewer = gleaner.connect(RealApiServer.VIEWER);
    }

    @AfterAll
    static void disconnect() {
        admin.close();
        viewer.close();
    }

    @Override
    protected ClusterWriter writer() {
        return admin.writer().orElseThrow();
    }

    @Override
    protected ClusterWriter restrictedWriter() {
        return viewer.writer().orElseThrow();
    }

    @Override
    protected void seed(ObjectNode object) {
        SERVER.api().create(object, "seed");
    }

    @Override
    protected void changeAsSomebody(ObjectRef ref, Consumer<ObjectNode> change) {
        SERVER.api().change(ref, "somebody", change);
    }

    @Override
    protected void changeStatusAsSomebody(ObjectRef ref, Consumer<ObjectNode> change) {
        SERVER.api().changeStatus(ref, "somebody", change);
    }
}
