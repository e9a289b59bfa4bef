package io.dmskit.settings;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The five cron fields of ResyncSchedule: digits, lists of at most ten, ranges, and steps after a range or a star.
 *
 * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Validating.DataResync.html">Data resync</a>
 */
final class CronSchedule {
    private static final List<String> NAMES = List.of("minute", "hour", "day", "month", "weekday");
    private static final int[][] RANGES = {{0, 59}, {0, 23}, {1, 31}, {1, 12}, {0, 6}};
    private static final int DAY = 2;
    private static final int LONGEST_LIST = 10;
    private static final Pattern ITEM = Pattern.compile("(?:\\*|(\\d{1,2})(?:-(\\d{1,2}))?)(?:/(\\d{1,2}))?");

    private CronSchedule() {}

    /** Returns what is wrong with a schedule, if anything. */
    static Optional<String> problem(String schedule) {
        String[] fields = schedule.strip().split("\\s+", -1);
        if (fields.length != NAMES.size()) {
            return Optional.of("\"" + schedule + "\" has " + fields.length
                    + " fields: it must have five, minute hour day month weekday, such as 30 9 * * 1-5");
        }
        for (int i = 0; i < fields.length; i++) {
            if (!isField(i, fields[i])) {
                return Optional.of(NAMES.get(i) + " is \"" + fields[i] + "\": it must be digits from " + RANGES[i][0]
                        + " to " + RANGES[i][1] + ", with , for lists, - for ranges, / for steps, or *");
            }
        }
        return Optional.empty();
    }

    private static boolean isField(int index, String field) {
        String[] items = field.split(",", -1);
        if (items.length > LONGEST_LIST) {
            return false;
        }
        for (String item : items) {
            if (!(index == DAY && item.equals("L")) && !isItem(RANGES[index], item)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isItem(int[] range, String item) {
        Matcher matcher = ITEM.matcher(item);
        if (!matcher.matches()) {
            return false;
        }
        String first = matcher.group(1);
        String last = matcher.group(2);
        boolean single = first != null && last == null;
        if (matcher.group(3) != null && single) {
            return false;
        }
        return (first == null || holds(range, first))
                && (last == null || (holds(range, last) && Integer.parseInt(first) <= Integer.parseInt(last)));
    }

    private static boolean holds(int[] range, String digits) {
        int number = Integer.parseInt(digits);
        return range[0] <= number && number <= range[1];
    }
}
