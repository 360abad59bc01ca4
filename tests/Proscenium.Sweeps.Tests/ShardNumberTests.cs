using Proscenium.Sweeps.Running;

namespace Proscenium.Sweeps.Tests;

public class ShardNumberTests
{
    [Theory]
    [InlineData("SLURM_ARRAY_TASK_ID", "17", 17)]
    [InlineData("JOB_COMPLETION_INDEX", "0", 0)]
    [InlineData("AWS_BATCH_JOB_ARRAY_INDEX", "3", 3)]
    [InlineData("BATCH_TASK_INDEX", "4", 4)]
    [InlineData("PBS_ARRAY_INDEX", "5", 5)]
    [InlineData("SGE_TASK_ID", "1", 0)]
    [InlineData("LSB_JOBINDEX", "8", 7)]
    [InlineData("SGE_TASK_ID", "undefined", null)] // Grid Engine, no array
    [InlineData("HOME", "3", null)]
    public void EachEngine_HasItsVariable(string variable, string value, int? shard) => Assert.Equal(shard, ShardNumber.Of(name => name == variable ? value : null));

    [Fact]
    public void WhatIsNoNumber_IsRefused() => Assert.Contains("SLURM_ARRAY_TASK_ID is '3-5'", Assert.Throws<SettingException>(() => ShardNumber.Of(name => name == "SLURM_ARRAY_TASK_ID" ? "3-5" : null)).Message);
}
