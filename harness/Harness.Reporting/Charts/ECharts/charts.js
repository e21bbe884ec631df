// Microseconds in the unit that suits them.
function duration(us) {
  return us < 1000 ? us + ' µs' : us < 1000000 ? us / 1000 + ' ms' : us / 1000000 + ' s';
}

// The shares that people ask for; the others are drawn, too, but have no label.
function percentile(index, share) {
  return ['0 %', '50 %', '90 %', '99 %', '99.9 %', '100 %'].indexOf(share) >= 0;
}

// The figure beside a bar, its digits grouped as everywhere; nothing where nothing was measured.
function count(bar) {
  return typeof bar.value === 'number' ? bar.value.toLocaleString('en-US') : '';
}

// Text from outside as HTML that shows it and does nothing else.
function plain(text) {
  return text.replace(/[&<>"']/g, function (mark) { return '&#' + mark.charCodeAt(0) + ';'; });
}

// What stands at a moment: of a line's part, its own name. Series without an id of their own have one that begins with a zero byte.
function parts(items) {
  return [items[0].axisValueLabel].concat(items.map(function (item) {
    var name = item.seriesId.charAt(0) === '\u0000' ? item.seriesName : item.seriesId;
    return item.marker + plain(name) + ' <b>' + item.value[1].toLocaleString('en-US') + '</b>';
  })).join('<br>');
}

// Gives the colour words of an option ("$server") their values.
function paintOption(value, palette) {
  if (value === '@duration') { return duration; }
  if (value === '@count') { return count; }
  if (value === '@parts') { return parts; }
  if (value === '@percentile') { return percentile; }
  if (typeof value === 'string' && value.charAt(0) === '$' && palette.hasOwnProperty(value.slice(1))) {
    return palette[value.slice(1)];
  }
  if (Array.isArray(value)) {
    return value.map(function (item) { return paintOption(item, palette); });
  }
  if (value === null || typeof value !== 'object') {
    return value;
  }
  var painted = {};
  Object.keys(value).forEach(function (key) { painted[key] = paintOption(value[key], palette); });
  return painted;
}
