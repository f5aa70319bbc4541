package io.gleaner;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.spi.ContextAwareBase;
import ch.qos.logback.core.status.NopStatusListener;
import ch.qos.logback.core.util.FileSize;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.slf4j.Logger;

/**
 * The log: one file of limited size in the state folder, which only its owner may enter. Nothing of it reaches the terminal,
 * and where there is no folder (tests) nothing is logged at all. In code rather than XML, because a terminal command should not
 * wait for a parser.
 */
public final class LogFile extends ContextAwareBase implements Configurator {
    private static final String FOLDER_PROPERTY = "gleaner.log.folder";
    private static final String NAME = "gleaner.log";
    private static final String OLD_NAME = "gleaner.%i.log";
    private static final String SIZE = "1MB";
    /** Libraries are asked not to log credentials; this is for the day one does. */
    private static final String SECRET =
            "(?i)(bearer +|basic +|(?:token|password|key-data)[^a-z0-9]*[:=][^a-z0-9]*)" + "[a-z0-9._~+/=-]+";

    /** They tell of every retry of every watch with a stack trace; what comes of it is told as coverage and staleness. */
    private static final List<String> NOISY = List.of(
            "io.fabric8.kubernetes.client.informers.impl.cache.Reflector",
            "io.fabric8.kubernetes.client.dsl.internal.AbstractWatchManager",
            "io.fabric8.kubernetes.client.dsl.internal.VersionUsageUtils");

    private static final String PATTERN = "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX, UTC} %-5level %logger{36} "
            + "%replace(%msg%n%xEx){'" + SECRET + "', '$1[hidden]'}%nopex";

    /** Must come before the first logger is asked for. */
    static void writeTo(Path folder) {
        System.setProperty(FOLDER_PROPERTY, folder.toString());
    }

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        context.getStatusManager().add(new NopStatusListener());
        ch.qos.logback.classic.Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.WARN);
        NOISY.forEach(name -> context.getLogger(name).setLevel(Level.OFF));
        String folder = System.getProperty(FOLDER_PROPERTY, "");
        if (!folder.isEmpty() && isMade(Path.of(folder))) {
            root.addAppender(file(context, Path.of(folder)));
        }
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    private static boolean isMade(Path folder) {
        FileAttribute<?>[] ownerOnly = hasPosixModes()
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
        try {
            Files.createDirectories(folder, ownerOnly);
            return true;
        } catch (IOException _) {
            // A program that cannot log still has an incident to help with.
            return false;
        }
    }

    /** A folder that was there before may be open to others. */
    private static final class OwnersFile extends RollingFileAppender<ILoggingEvent> {
        @Override
        public void openFile(String name) throws IOException {
            super.openFile(name);
            if (hasPosixModes()) {
                Files.setPosixFilePermissions(Path.of(name), PosixFilePermissions.fromString("rw-------"));
            }
        }
    }

    private static boolean hasPosixModes() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    }

    private static RollingFileAppender<ILoggingEvent> file(LoggerContext context, Path folder) {
        RollingFileAppender<ILoggingEvent> appender = new OwnersFile();
        appender.setContext(context);
        appender.setFile(folder.resolve(NAME).toString());

        FixedWindowRollingPolicy rolling = new FixedWindowRollingPolicy();
        rolling.setContext(context);
        rolling.setParent(appender);
        rolling.setFileNamePattern(folder.resolve(OLD_NAME).toString());
        rolling.setMinIndex(1);
        rolling.setMaxIndex(2);
        rolling.start();

        SizeBasedTriggeringPolicy<ILoggingEvent> size = new SizeBasedTriggeringPolicy<>();
        size.setContext(context);
        size.setMaxFileSize(FileSize.valueOf(SIZE));
        size.start();

        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setCharset(StandardCharsets.UTF_8);
        encoder.setPattern(PATTERN);
        encoder.start();

        appender.setRollingPolicy(rolling);
        appender.setTriggeringPolicy(size);
        appender.setEncoder(encoder);
        appender.start();
        return appender;
    }
}
