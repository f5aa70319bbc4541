package io.gleaner.source.live;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Self-signed certificates, made by the JDK's keytool while a test runs. */
final class TestCertificates {
    static final String PASSWORD = "changeit";

    private TestCertificates() {}

    /**
     * A PKCS#12 file with one key and its certificate.
     *
     * @param start as keytool wants it: {@code -10d}, {@code +0d}
     * @param names such as {@code ip:127.0.0.1}
     */
    static Path create(Path file, String commonName, String start, int days, String names) {
        keytool(List.of(
                "-genkeypair",
                "-alias",
                "test",
                "-keyalg",
                "EC",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                PASSWORD,
                "-dname",
                "CN=" + commonName,
                "-startdate",
                start,
                "-validity",
                String.valueOf(days),
                "-ext",
                "san=" + names));
        return file;
    }

    /** The certificate of such a file as PEM. */
    static Path certificate(Path keystore, Path pem) {
        keytool(List.of(
                "-exportcert",
                "-rfc",
                "-alias",
                "test",
                "-keystore",
                keystore.toString(),
                "-storepass",
                PASSWORD,
                "-file",
                pem.toString()));
        return pem;
    }

    private static void keytool(List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(arguments);
        try {
            Path log = Files.createTempFile("keytool", ".log");
            int exit = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start()
                    .waitFor();
            String output = Files.readString(log, StandardCharsets.UTF_8);
            Files.delete(log);
            if (exit != 0) {
                throw new IllegalStateException(output);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
