// These tests load the machine, count its processes and kill theirs: one at a time.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
