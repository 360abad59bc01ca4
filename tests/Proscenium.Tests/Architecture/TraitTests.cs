namespace Proscenium.Tests.Architecture;

public class TraitTests
{
    [Fact]
    public void WhatATestNeeds_IsWhatItsTraitsSay()
    {
        string[] wrong = [.. from test in TestNeeds.Tests
                             let reached = string.Join(", ", TestNeeds.Reached(test.Class, test.Test))
                             let stated = string.Join(", ", TestNeeds.Stated(test.Class, test.Test))
                             where reached != stated
                             select $"{test.Class.FullName}.{test.Test.Name} needs [{reached}], its traits say [{stated}]"];
        Assert.True(wrong.Length == 0, string.Join('\n', wrong));
    }

    [Fact]
    public void NoTrait_IsOutsideTheScheme()
    {
        IEnumerable<TraitAttribute> stated = TestNeeds.Tests.SelectMany(test => test.Test.GetCustomAttributes(typeof(TraitAttribute), inherit: true)
            .Concat(test.Class.GetCustomAttributes(typeof(TraitAttribute), inherit: true))).Cast<TraitAttribute>();
        (string, string)[] scheme = [(Traits.Category, Traits.Slow), (Traits.Needs, Traits.Program), (Traits.Needs, Traits.Data), (Traits.Needs, Traits.Linux)];
        Assert.All(stated, trait => Assert.Contains((trait.Name, trait.Value), scheme));
    }
}
