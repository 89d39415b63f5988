package io.millrace.stepping;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A thread that runs only while it is its turn. Its state is touched by who has the turn. */
final class SteppedThread extends Thread {
  final StepScheduler scheduler;
  final SteppedProcess process;
  private final Runnable work;
  private volatile boolean turn;
  private volatile Throwable failure;
  private boolean started;
  private boolean over;

  /** What it waits for; null if it may go on. */
  BooleanSupplier blocked;

  /** Whether it has looked for something in vain, and how much had changed by then. */
  boolean idle;

  long seen;

  /** Whether it is ending because its process was killed. */
  boolean dying;

  /** Above zero while it is not interrupted by the scheduler. */
  int quiet;

  int number;

  SteppedThread(StepScheduler scheduler, SteppedProcess process, Runnable work) {
    this.scheduler = scheduler;
    this.process = process;
    this.work = work;
    setDaemon(true);
  }

  @Override
  public void run() {
    awaitTurn();
    try {
      work.run();
    } catch (SteppedKill e) {
      // The end that was meant for it.
    } catch (RuntimeException | Error e) {
      if (!process.killed) {
        failure = e;
        process.kill();
      }
    }
    over = true;
    scheduler.ended(this);
  }

  /** Waits until others have given it the turn. */
  void awaitTurn() {
    boolean interrupted = false;
    while (!turn) {
      LockSupport.park(this);
      interrupted |= Thread.interrupted();
    }
    turn = false;
    if (interrupted) {
      interrupt();
    }
  }

  /** Lets it run, once the caller waits or ends. */
  void giveTurn() {
    turn = true;
    LockSupport.unpark(this);
  }

  boolean wasStarted() {
    return started;
  }

  void begin(int itsNumber) {
    started = true;
    number = itsNumber;
    start();
  }

  /** Whether it has run to its end. */
  boolean isOver() {
    return over;
  }

  Throwable failure() {
    return failure;
  }

  @Override
  public String toString() {
    return number
        + " "
        + getName()
        + (over ? " over" : blocked != null ? " blocked" : idle ? " idle" : "")
        + (dying ? " dying" : "");
  }
}
