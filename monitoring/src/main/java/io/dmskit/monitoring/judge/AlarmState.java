package io.dmskit.monitoring.judge;

/** What CloudWatch says of an alarm. */
public enum AlarmState {
    OK("OK"),
    ALARM("ALARM"),
    /** It cannot tell; a state that is not known here is taken for this one, never for well. */
    INSUFFICIENT_DATA("INSUFFICIENT_DATA");

    private final String word;

    AlarmState(String word) {
        this.word = word;
    }

    /** Returns the state of this name. */
    public static AlarmState of(String word) {
        for (AlarmState one : values()) {
            if (one.word.equals(word)) {
                return one;
            }
        }
        return INSUFFICIENT_DATA;
    }

    /** Returns the word CloudWatch uses. */
    public String word() {
        return word;
    }

    @Override
    public String toString() {
        return word;
    }
}
