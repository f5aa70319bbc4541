/*
 * Makes the self-contained image of Gleaner: a runtime of JDK and JavaFX, the jars, and a launcher.
 * Run by `mvn -Pimage package` with the JDK that compiled Gleaner; takes the version, Gleaner's jar and the folder to
 * work in, whose `jars` holds what Gleaner depends on. Leaves `gleaner` there.
 */
static final String JAVAFX = "javafx-";

void main(String[] arguments) throws Exception {
    String version = arguments[0];
    Path jar = Path.of(arguments[1]);
    Path work = Path.of(arguments[2]);

    for (String made : List.of("natives", "jmods", "input", "runtime", "gleaner")) {
        delete(work.resolve(made));
    }
    Path jmods = Files.createDirectories(work.resolve("jmods"));
    Path input = Files.createDirectories(work.resolve("input"));
    Files.copy(jar, input.resolve(jar.getFileName()));
    Files.copy(Path.of("LICENSE"), input.resolve("LICENSE"));
    for (Path dependency : files(work.resolve("jars"))) {
        String name = dependency.getFileName().toString();
        if (!name.startsWith(JAVAFX)) {
            Files.copy(dependency, input.resolve(name));
        } else if (isModule(dependency)) {
            makeJmod(dependency, name.substring(0, name.indexOf('-', JAVAFX.length())), work.resolve("natives"), jmods);
        }
    }
    Path runtime = work.resolve("runtime");
    run("jlink", "@jlink.conf", "--module-path", jmods.toString(), "--output", runtime.toString());
    run(
            "jpackage", "@packaging/jpackage.conf", "--app-version", version, "--runtime-image", runtime.toString(),
            "--input", input.toString(), "--main-jar", jar.getFileName().toString(), "--dest", work.toString());
}

/** Linked straight from its jar, JavaFX would unpack its native libraries into the user's home at the first start. */
void makeJmod(Path jar, String name, Path natives, Path jmods) throws Exception {
    Path classes = natives.resolve(name, "classes");
    Path libraries = Files.createDirectories(natives.resolve(name, "lib"));
    try (FileSystem zip = FileSystems.newFileSystem(jar)) {
        for (Path source : files(zip.getPath("/"))) {
            Path target = isNative(source)
                    ? libraries.resolve(source.getFileName().toString())
                    : classes.resolve(source.toString().substring(1));
            Files.createDirectories(target.getParent());
            Files.copy(source, target);
        }
    }
    run(
            "jmod", "create", "--class-path", classes.toString(), "--libs", libraries.toString(),
            jmods.resolve(name.replace('-', '.') + ".jmod").toString());
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
