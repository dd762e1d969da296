package io.carryover.runtime.work;

/** Threads that never keep a process alive. */
final class WorkThreads {
  private WorkThreads() {}

  static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }
}
