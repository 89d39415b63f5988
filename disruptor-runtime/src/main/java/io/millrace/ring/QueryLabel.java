package io.millrace.ring;

/**
 * What a query is called.
 *
 * @param number its number in its engine, from 1
 * @param name the name by which it is known after a restart; null if it ends with the process
 */
public record QueryLabel(int number, String name) {}
