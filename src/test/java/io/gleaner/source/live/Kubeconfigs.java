package io.gleaner.source.live;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** Small kubeconfig files for tests. */
final class Kubeconfigs {
    private Kubeconfigs() {}

    static Path write(Path file, String yaml) {
        try {
            Files.createDirectories(file.getParent());
            return Files.writeString(file, yaml);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One context {@code test} for this server; the arguments are further lines of the cluster and of the user. */
    static ClusterContext context(Path folder, String server, List<String> cluster, List<String> user) {
        Path file = write(folder.resolve("kubeconfig"), """
                apiVersion: v1
                kind: Config
                current-context: test
                contexts:
                - name: test
                  context: {cluster: lab, user: operator}
                clusters:
                - name: lab
                  cluster:
                    server: %s
                %s
                users:
                - name: operator
                  user:
                    note: ""
                %s
                """.formatted(server, indented(cluster), indented(user)));
        return new KubeconfigCatalogue(java.util.Map.of(), folder).find(file, null);
    }

    static ClusterContext context(Path folder, String server) {
        return context(folder, server, List.of(), List.of("token: secret-token"));
    }

    static Path script(Path file, String... lines) {
        write(file, "#!/bin/sh\n" + String.join("\n", lines) + "\n");
        try {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return file;
    }

    private static String indented(List<String> lines) {
        return String.join("\n", lines.stream().map(line -> "    " + line).toList());
    }
}
