/*
 * Makes the self-contained image of Gleaner: a runtime of JDK and JavaFX, the jars, and a launcher.
 * Run by `mvn -Pimage package` with the JDK that compiled Gleaner. Takes the version, Gleaner's jar and the folder to
 * work in, whose `jars` holds what Gleaner depends on. Leaves `gleaner` there.
 */

static final String JAVAFX = "javafx-";
static final Duration TRAINING = Duration.ofSeconds(20);
static final int ENDED_BY_SIGTERM = 128 + 15;

void main(String[] arguments) throws Exception {
    String version = arguments[0];
    Path jar = Path.of(arguments[1]);
    Path work = Path.of(arguments[2]);

    for (String made : List.of("javafx", "jmods", "input", "runtime", "gleaner", "training")) {
        delete(work.resolve(made));
    }
    Path jmods = Files.createDirectories(work.resolve("jmods"));
    Path input = Files.createDirectories(work.resolve("input"));
    for (Path file : List.of(jar, Path.of("LICENSE"), Path.of("packaging/NOTICE"))) {
        Files.copy(file, input.resolve(file.getFileName()));
    }
    for (Path dependency : files(work.resolve("jars"))) {
        String name = dependency.getFileName().toString();
        if (!name.startsWith(JAVAFX)) {
            Files.copy(dependency, input.resolve(name));
        } else if (isModule(dependency)) {
            String module = name.substring(0, name.indexOf('-', JAVAFX.length()));
            makeJmod(dependency, work.resolve("javafx", module), jmods.resolve(module + ".jmod"));
        }
    }
    Path runtime = work.resolve("runtime");
    run("jlink", "@jlink.conf", "--module-path", jmods.toString(), "--output", runtime.toString());
    run(
            "jpackage", "@packaging/jpackage.conf", "--app-version", version, "--runtime-image", runtime.toString(),
            "--input", input.toString(), "--main-jar", jar.getFileName().toString(), "--dest", work.toString());
    train(work.resolve("gleaner", "lib"), Files.createDirectories(work.resolve("training")));
}

/** Linked straight from its jar, JavaFX would unpack its native libraries into the user's home at the first start. */
void makeJmod(Path jar, Path folder, Path jmod) throws Exception {
    Path classes = folder.resolve("classes");
    Path libraries = Files.createDirectories(folder.resolve("lib"));
    try (FileSystem zip = FileSystems.newFileSystem(jar)) {
        for (Path source : files(zip.getPath("/"))) {
            Path target = isNative(source)
                    ? libraries.resolve(source.getFileName().toString())
                    : classes.resolve(source.toString().substring(1));
            Files.createDirectories(target.getParent());
            Files.copy(source, target);
        }
    }
    run("jmod", "create", "--class-path", classes.toString(), "--libs", libraries.toString(), jmod.toString());
}

boolean isNative(Path file) {
    return Stream.of(".so", ".dll", ".dylib").anyMatch(file.toString()::endsWith);
}

/** Maven Central holds each JavaFX module twice: empty, and with its classes under the name of a platform. */
boolean isModule(Path jar) throws IOException {
    try (FileSystem zip = FileSystems.newFileSystem(jar)) {
        return Files.exists(zip.getPath("/module-info.class"));
    }
}

/**
 * Opens the window on a built-in incident, without a display, and lets the JVM record what it loads and links (JEP 514). The
 * command is the launcher's own, to the letter: the recording is of use to no other. It serves the terminal too, which does
 * most of the same work.
 */
void train(Path lib, Path home) throws Exception {
    Path app = lib.resolve("app");
    List<String> options = new ArrayList<>();
    List<String> classPath = new ArrayList<>();
    for (String line : Files.readAllLines(app.resolve("gleaner.cfg"))) {
        String value = line.substring(line.indexOf('=') + 1).replace("$APPDIR", app.toString());
        if (line.startsWith("java-options=")) {
            options.add(value.replace("-XX:AOTCache=", "-XX:AOTCacheOutput="));
        } else if (line.startsWith("app.classpath=")) {
            classPath.add(value);
        }
    }
    List<String> command = new ArrayList<>();
    command.add(lib.resolve("runtime", "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-Dglass.platform=Headless", "-Dprism.order=sw"));
    command.addAll(List.of("-classpath", String.join(File.pathSeparator, classPath), "io.gleaner.Main"));
    command.addAll(List.of("window", "--scenario", "aborted-before-pod-upgrade"));

    Path log = home.resolve("output");
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().put("GLEANER_HOME", home.toString());
    builder.environment().put("KUBECONFIG", home.resolve("no-kubeconfig").toString());
    Process training = builder.start();
    if (!training.waitFor(TRAINING)) {
        training.destroy();
    }
    if (training.waitFor() != ENDED_BY_SIGTERM || Files.notExists(app.resolve("gleaner.aot"))) {
        throw new IllegalStateException("the window did not stay open in training:\n" + Files.readString(log));
    }
}

List<Path> files(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
        return paths.filter(Files::isRegularFile).sorted().toList();
    }
}

void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}

/** A tool of this JDK. As a process, because only there does an argument file count. */
void run(String tool, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", tool).toString());
    command.addAll(List.of(arguments));
    int exit = new ProcessBuilder(command).inheritIO().start().waitFor();
    if (exit != 0) {
        throw new IllegalStateException(tool + " failed: " + exit);
    }
}
