package io.dmskit.monitoring.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.dmskit.Sql.run;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import io.dmskit.Dms;
import io.dmskit.LocalAws;
import io.dmskit.endpoint.EndpointDefinition;
import io.dmskit.endpoint.Engine;
import io.dmskit.local.DmskitLocal;
import io.dmskit.local.database.PostgresServer;
import io.dmskit.mapping.TableMappings;
import io.dmskit.migration.Alarms;
import io.dmskit.migration.Capacity;
import io.dmskit.migration.Cdc;
import io.dmskit.migration.CutoverPolicy;
import io.dmskit.migration.Migration;
import io.dmskit.monitoring.judge.Condition;
import io.dmskit.monitoring.poll.CallBudget;
import io.dmskit.monitoring.poll.FleetPoller;
import io.dmskit.monitoring.poll.FleetPoller.Pace;
import io.dmskit.monitoring.watch.FleetWatch;
import io.dmskit.monitoring.watch.Round;
import io.dmskit.settings.MigrationType;
import io.dmskit.settings.TaskSettings;
import io.dmskit.task.Poller;
import io.dmskit.task.ReplicationHandle;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.databasemigration.DatabaseMigrationClient;
import software.amazon.awssdk.services.databasemigration.model.ReplicationTask;

/** The page in headless Chromium, over a watch of a replication that really runs, one of whose tables was given up. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WatchPageIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Pace FAST = new Pace(Duration.ofMillis(500), SECOND, SECOND, SECOND, SECOND, SECOND);
    private static final String MARKUP = "<img src=x onerror=document.hurt=1>";
    private static final int MARKUP_ROWS = 7;

    private final List<String> asked = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();
    private boolean serverWasGone;

    private Browser browser;
    private PostgresServer source;
    private PostgresServer target;
    private DmskitLocal local;
    private DatabaseMigrationClient client;
    private CloudWatchClient cloudWatch;
    private FleetWatch watch;
    private volatile WatchPage shown;
    private BrowserContext context;
    private Page page;

    @BeforeAll
    void start() throws InterruptedException, SQLException, IOException {
        browser = Browser.start();
        PlaywrightAssertions.setDefaultAssertionTimeout((double) LIMIT.toMillis());
        source = PostgresServer.start("old");
        target = PostgresServer.start("new");
        local = DmskitLocal.builder().metricPeriod(SECOND).start();
        client = LocalAws.client(local, DatabaseMigrationClient.builder());
        cloudWatch = LocalAws.client(local, CloudWatchClient.builder());
        LocalAws.publishSecret(local, "old", source);
        LocalAws.publishSecret(local, "new", target);
        run(source, "CREATE SCHEMA bank");
        for (String table : List.of("accounts", "cards", MARKUP)) {
            run(source, "CREATE TABLE bank.\"" + table + "\" (id int PRIMARY KEY, n int)");
            run(
                    source,
                    "INSERT INTO bank.\"" + table + "\" SELECT i, i FROM generate_series(1, " + MARKUP_ROWS + ") i");
        }
        run(target, "CREATE SCHEMA bank; CREATE TABLE bank.cards (id int PRIMARY KEY CHECK (id < 3), n int)");
        shown = WatchPage.serve("bank " + MARKUP, 0);
        watch = FleetWatch.over(
                        FleetPoller.of(client, cloudWatch).pace(FAST).budget(new CallBudget(100, Poller.REAL_TIME)))
                .listener(round -> shown.accept(round))
                .start();
        Dms dms = Dms.over(client, Poller.every(Duration.ofMillis(20)));
        ReplicationHandle running = dms.apply(migration(), LIMIT);
        running.start();
        running.awaitRunning(LIMIT);
        anotherThatNobodyHasStarted();
        Poller.every(Duration.ofMillis(100))
                .until(
                        "the table in error, after which nothing changes by itself",
                        () -> watch.latest().filter(WatchPageIT::namesTheTable),
                        LIMIT);
    }

    private static boolean namesTheTable(Round round) {
        return round.replications().size() == 2
                && round.conditions().stream()
                        .map(Condition::table)
                        .toList()
                        .equals(List.of(Optional.of("bank.cards")));
    }

    private void anotherThatNobodyHasStarted() {
        ReplicationTask like =
                client.describeReplicationTasks().replicationTasks().get(0);
        client.createReplicationTask(request -> request.replicationTaskIdentifier("archive")
                .migrationType(like.migrationType())
                .tableMappings(like.tableMappings())
                .replicationInstanceArn(like.replicationInstanceArn())
                .sourceEndpointArn(like.sourceEndpointArn())
                .targetEndpointArn(like.targetEndpointArn()));
    }

    @AfterAll
    void stop() {
        if (watch != null) {
            watch.close();
            shown.close();
            cloudWatch.close();
            client.close();
            local.close();
            source.close();
            target.close();
        }
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void open() {
        open(new NewContextOptions().setViewportSize(1280, 900));
    }

    private void open(NewContextOptions options) {
        if (context != null) {
            context.close();
        }
        context = browser.chromium().newContext(options);
        page = context.newPage();
        page.onRequest(request -> asked.add(request.url()));
        page.onConsoleMessage(message -> complaints.add(message.text()));
        page.onPageError(complaints::add);
        page.navigate(shown.address().toString());
        assertThat(replication("bank")).isVisible();
    }

    /** Content policies that are broken, and errors of scripts, are told on the console. */
    @AfterEach
    void nothingCameFromElsewhere() {
        context.close();
        List<String> urls = List.copyOf(asked);
        List<String> told = complaints.stream()
                .filter(text -> !(serverWasGone && text.contains("net::ERR_")))
                .toList();
        asked.clear();
        complaints.clear();
        serverWasGone = false;
        String origin = shown.address().toString();
        assertThat(urls).isNotEmpty().allMatch(url -> url.startsWith(origin));
        assertThat(told).isEmpty();
    }

    @Test
    void aTableThatWasGivenUpIsShownAndWhatToDoAboutIt() {
        assertThat(page.locator("#state")).containsText("Act now");
        assertThat(replication("bank")).containsText("page");
        Locator condition = page.locator("#conditions li").first();
        assertThat(condition).containsText("bank.cards");
        assertThat(condition).containsText("To do:");
        assertThat(tableRow("bank.cards")).containsText("Table error");
        assertThat(tableRow("bank.accounts")).containsText("Table completed");
        assertThat(page.locator("#events")).containsText("bank.cards");
        assertThat(page.locator("#watch")).containsText("calls/s");
    }

    @Test
    void whatHappensAppearsByItself() throws SQLException {
        page.evaluate("document.loadedOnce = true");
        assertThat(page.locator("#latency svg")).isVisible();
        assertThat(page.locator("#latency svg .threshold.page").first()).isAttached();

        run(source, "INSERT INTO bank.accounts SELECT i, i FROM generate_series(1001, 1042) i");
        shown.tell("bank", "cutover: stopping the writers");

        assertThat(tableRow("bank.accounts").locator("[data-label=Inserts]")).hasText("42");
        assertThat(event("cutover: stopping the writers")).isVisible();
        assertThat(page.locator("#polite")).containsText("cutover: stopping the writers");
        assertThat(page.evaluate("document.loadedOnce")).isEqualTo(true);
        run(source, "DELETE FROM bank.accounts WHERE id > 1000");
    }

    @Test
    void namesAreTextWhateverTheyLookLike() {
        shown.tell(MARKUP, MARKUP);

        assertThat(page.locator("h1")).hasText("bank " + MARKUP);
        assertThat(tableRow("bank." + MARKUP)).containsText(String.valueOf(MARKUP_ROWS));
        assertThat(event(MARKUP)).isVisible();
        assertThat(page.locator("main img").count()).isZero();
        assertThat(page.evaluate("document.hurt === undefined")).isEqualTo(true);
    }

    @Test
    void theKeyboardIsEnough() {
        assertThat(replication("bank")).hasAttribute("aria-current", "true");
        page.keyboard().press("Tab");
        assertThat(page.getByText("Skip to the replications")).isFocused();
        page.keyboard().press("Enter");
        page.keyboard().press("Tab");
        assertThat(replication("bank")).isFocused();
        assertThat((String) page.evaluate("getComputedStyle(document.activeElement).outlineStyle"))
                .as("focus can be seen")
                .isEqualTo("solid");

        page.keyboard().press("ArrowDown");
        assertThat(replication("archive")).isFocused();
        page.keyboard().press("Enter");

        assertThat(page.locator("#detail")).isFocused();
        assertThat(page.locator("#detail h2")).containsText("archive");
        assertThat(page.locator("#detail .sub")).containsText("ready");
        page.goBack();
        page.keyboard().press("Tab");
        assertThat(page.locator("#detail h2")).isVisible();
    }

    @ParameterizedTest
    @CsvSource({"320,640", "800,1024", "1920,1080"})
    void nothingIsToTheSideOnAnyScreen(int width, int height) {
        open(new NewContextOptions().setViewportSize(width, height));

        assertThat(tableRow("bank.cards")).isVisible();
        assertThat(page.locator("#latency svg")).isVisible();
        assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
                .isEqualTo(width);
    }

    @ParameterizedTest
    @CsvSource({"1280,false", "375,true"})
    void axeFindsNothingThatKeepsAnybodyOut(int width, boolean dark) throws IOException {
        NewContextOptions options = new NewContextOptions().setViewportSize(width, 900);
        // Light is the default, and Playwright writes its constants in the locale's small letters: lıght.
        open(dark ? options.setColorScheme(ColorScheme.DARK) : options);
        assertThat(tableRow("bank.cards")).isVisible();
        assertThat(page.locator("#latency svg")).isVisible();

        page.evaluate(browser.axe());
        Object violations = page.evaluate(
                "async () => (await axe.run()).violations"
                        + ".map(found => found.id + ': ' + found.nodes.map(node => node.html + ' ' + node.failureSummary).join(' | '))");

        assertThat((List<?>) violations).isEmpty();
    }

    @Test
    void aServerThatIsGoneIsMissedAndFoundAgain() throws IOException {
        int port = shown.address().getPort();
        assertThat(page.locator("#age")).containsText("seen");
        assertThat(page.locator("#stale")).isHidden();

        serverWasGone = true;
        shown.close();
        assertThat(page.locator("#stale")).containsText("The monitor does not answer since");
        assertThat(tableRow("bank.cards")).isVisible();

        shown = serveAgain(port);
        assertThat(page.locator("#stale")).isHidden();
        assertThat(page.locator("#age")).containsText(Pattern.compile("seen [0-5] s ago"));
        shown.tell("bank", "here again");
        assertThat(event("here again")).isVisible();
    }

    @Test
    void howItEndedCanStillBeReadWhenTheServerIsGone() throws IOException {
        int port = shown.address().getPort();
        assertThat(tableRow("bank.cards")).isVisible();

        shown.end(new Ending(
                false,
                "bank in 3.0 s",
                List.of(new Ending.Fact("Downtime", "1.2 s")),
                List.of(
                        new Ending.Result("bank.accounts", true, "7 rows identical"),
                        new Ending.Result("bank.cards", false, "different"))));
        serverWasGone = true;
        shown.close();

        assertThat(page.locator("#state")).containsText("Failed");
        assertThat(page.locator("#ending")).containsText("Downtime");
        assertThat(page.locator("#ending li").nth(1)).containsText("fails");
        assertThat(page.locator("#age")).containsText("ended at");
        assertThat(page.locator("#stale")).isHidden();
        assertThat(tableRow("bank.accounts")).isVisible();
        shown = serveAgain(port);
    }

    /** The port is another program's for a moment if a connection of the browser is not closed yet. */
    private static WatchPage serveAgain(int port) {
        return Poller.every(Duration.ofMillis(100))
                .until(
                        "port " + port,
                        () -> {
                            try {
                                return Optional.of(WatchPage.serve("bank " + MARKUP, port));
                            } catch (IOException e) {
                                return Optional.empty();
                            }
                        },
                        LIMIT);
    }

    private Locator replication(String name) {
        return page.locator("#replications .list a")
                .filter(new Locator.FilterOptions()
                        .setHasText(Pattern.compile("^" + name + "\\W*(page|warn|info|ok)")));
    }

    private Locator event(String text) {
        return page.locator("#events li")
                .filter(new Locator.FilterOptions().setHasText(text))
                .first();
    }

    private Locator tableRow(String name) {
        return page.locator("#tables tbody tr").filter(new Locator.FilterOptions().setHasText(name));
    }

    private static Migration migration() {
        return new Migration(
                "bank",
                MigrationType.FULL_LOAD_AND_CDC,
                EndpointDefinition.database(Engine.POSTGRES, "old", "old"),
                EndpointDefinition.database(Engine.POSTGRES, "new", "new"),
                TableMappings.parse("table-mappings.json", """
                        {"rules": [{"rule-type": "selection", "rule-id": "1", "rule-name": "1", "rule-action": "include",
                          "object-locator": {"schema-name": "bank", "table-name": "%"}}]}"""),
                TaskSettings.parse(
                        "settings.json", "{\"FullLoadSettings\": {\"TargetTablePrepMode\": \"DO_NOTHING\"}}"),
                Cdc.NONE,
                new Capacity.Provisioned("dms.t3.medium", 20, false),
                Alarms.NONE,
                CutoverPolicy.DEFAULT,
                Optional.empty());
    }
}
