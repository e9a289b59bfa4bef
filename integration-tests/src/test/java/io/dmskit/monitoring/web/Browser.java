package io.dmskit.monitoring.web;

import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import io.dmskit.NodePackages;
import io.dmskit.OtherProgram;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Headless Chromium of this machine, driven by Playwright. Its driver comes from npm and is run by the Node of this machine: what Playwright
 * bundles for Java is two hundred megabytes for every platform.
 */
final class Browser implements AutoCloseable {
    private static final List<String> ALONE = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private final Playwright playwright;
    private final com.microsoft.playwright.Browser chromium;
    private final Path packages;

    private Browser(Playwright playwright, com.microsoft.playwright.Browser chromium, Path packages) {
        this.playwright = playwright;
        this.chromium = chromium;
        this.packages = packages;
    }

    /** Starts it; leaves the test out, with one loud line, where there is none and it is not said to be needed. */
    static Browser start() throws InterruptedException {
        Path program = program();
        Path packages = NodePackages.installed(Browser.class).folder().resolve("node_modules");
        // Its "package" is Playwright, under the name that its Java side looks for.
        System.setProperty("playwright.cli.dir", packages.toString());
        Playwright playwright = Playwright.create(new Playwright.CreateOptions()
                .setEnv(Map.of("PLAYWRIGHT_NODEJS_PATH", "node", "PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        return new Browser(
                playwright,
                playwright
                        .chromium()
                        .launch(new LaunchOptions().setExecutablePath(program).setArgs(ALONE)),
                packages);
    }

    private static Path program() {
        return Stream.of(
                        Optional.ofNullable(System.getenv("DMSKIT_CHROMIUM")).orElse(""),
                        "/usr/bin/chromium",
                        "/usr/bin/chromium-browser",
                        "/usr/bin/google-chrome",
                        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
                        "/Applications/Chromium.app/Contents/MacOS/Chromium")
                .filter(path -> !path.isEmpty())
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> OtherProgram.leaveOut(
                        "there is no Chromium here: install it, or say where it is with DMSKIT_CHROMIUM",
                        "DMSKIT_CHROMIUM_REQUIRED",
                        new FileNotFoundException("chromium")));
    }

    com.microsoft.playwright.Browser chromium() {
        return chromium;
    }

    /** Returns axe, which finds what keeps people from using a page. */
    String axe() throws IOException {
        return Files.readString(packages.resolve("axe-core").resolve("axe.min.js"));
    }

    @Override
    public void close() {
        chromium.close();
        playwright.close();
    }
}
