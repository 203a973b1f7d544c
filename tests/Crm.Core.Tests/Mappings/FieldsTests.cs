using Crm.Connect;

namespace Crm.Core.Tests.Mappings;

public sealed class FieldsTests
{
    private static readonly Fields Two = Fields.Of(("A", "1"), ("B", null));

    [Fact]
    public void One_look_tells_an_empty_field_from_an_absent_one()
    {
        Assert.True(Two.Says("A", out var value));
        Assert.Equal("1", value);
        Assert.True(Two.Says("B", out value));
        Assert.Null(value);
        Assert.False(Two.Says("C", out _));
    }

    [Fact]
    public void Newer_fields_take_the_places_of_the_older_ones_and_new_names_follow()
    {
        var both = Two.With(Fields.Of(("C", "3"), ("A", null)));

        Assert.True(both.HasNames(["A", "B", "C"]));
        Assert.Equal(Fields.Of(("A", null), ("B", null), ("C", "3")), both);
        Assert.Equal(Fields.Of(("A", "1"), ("B", null)), Two);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public void A_builder_leaves_the_fields_it_began_with_and_those_it_gave_as_they_are(int more)
    {
        var builder = Two.ToBuilder(more);
        var same = builder.ToFields();
        var longer = builder.Set("A", "2").Add("C", "3").ToFields();
        builder.Clear();
        builder.Append("D", "4");

        Assert.Equal(Two, same);
        Assert.Equal(Fields.Of(("A", "2"), ("B", null), ("C", "3")), longer);
        Assert.Equal(Fields.Of(("D", "4")), builder.ToFields());
        Assert.Equal("1", Two["A"]);
    }

    [Fact]
    public void What_is_left_without_some_keeps_its_order()
    {
        var fields = Fields.Of(("A", "1"), ("B", "2"), ("C", "3"));

        Assert.True(fields.Without(name => name == "B").HasNames(["A", "C"]));
        Assert.Same(Fields.Empty, fields.Without(_ => true));
        Assert.Equal(fields, fields.Without(_ => false));
    }

    [Fact]
    public void An_array_given_away_becomes_fields()
    {
        Assert.Equal(Two, Fields.Own([new("A", "1"), new("B", null)]));
        Assert.Same(Fields.Empty, Fields.Own([]));
    }
}
