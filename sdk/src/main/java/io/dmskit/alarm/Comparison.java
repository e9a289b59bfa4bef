package io.dmskit.alarm;

/** On which side of its threshold a value breaches. */
public enum Comparison {
    ABOVE("GreaterThanThreshold"),
    BELOW("LessThanThreshold");

    private final String word;

    Comparison(String word) {
        this.word = word;
    }

    /** Returns the word CloudWatch uses. */
    public String word() {
        return word;
    }
}
