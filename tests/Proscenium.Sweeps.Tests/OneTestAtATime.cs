// Servers and workers of their own processes run beside each test, and so do the other projects' tests: more at once would only wait for the processors.
[assembly: Xunit.v3.Parallelization(MaxThreads = 1)]
