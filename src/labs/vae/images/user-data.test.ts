import { describe, expect, it } from 'vitest';
import { writeNpy } from '../../../ui/write-npy.ts';
import { readData, readImages } from './user-data.ts';
import { readImagesFile, readRows } from './views/read-images.ts';

const image = (k: number) => Array.from({ length: 4 }, (_, p) => ((k + p) % 5) / 5);
const images = Array.from({ length: 12 }, (_, k) => image(k));
const good = { images, width: 2, height: 2 };

describe("A reader's own images", () => {
  it('are taken in their order, with their labels as classes', () => {
    const read = readImages({ ...good, labels: images.map((_, k) => (k % 2 ? 'cat' : 'dog')) });
    expect([read.count, read.width, read.height]).toEqual([12, 2, 2]);
    expect(read.classes).toEqual(['cat', 'dog']);
    expect([...read.labels!.subarray(0, 3)]).toEqual([1, 0, 1]);
    expect(read.images[5]).toBeCloseTo(image(1)[1]!, 6);
    expect(readData(good)).toBe(good);
  });

  it('may be points, which are images one pixel high', () => {
    expect(readImages({ points: images })).toMatchObject({ width: 4, height: 1, labels: null });
  });

  it.each([
    [null, 'The data is null; accepted is {"images"'],
    [{ images: 3, width: 1, height: 1 }, 'images is 3; accepted is'],
    [{ ...good, images: images.slice(0, 4) }, 'There are 4 images; 10 to 5000 are accepted.'],
    [{ ...good, width: 0 }, 'width is 0; a whole number of pixels from 1 to 64 is accepted.'],
    [{ images, height: 2 }, 'width is missing'],
    [{ ...good, images: [...images, [1, 0]] }, 'Image 13 has 2 pixels; 2 × 2 need 4, the same for all images.'],
    [{ ...good, images: [...images, [1, 0, 2, 0]] }, 'Image 13, row 2, column 1 is 2; grey levels lie in [0, 1].'],
    [{ ...good, images: [...images, [1, Number.NaN, 0, 0]] }, 'Image 13, row 1, column 2 is not a number;'],
    [{ ...good, images: images.map(() => image(0)) }, 'All images are the same'],
    [{ ...good, labels: [1] }, 'labels has 1 entries; there are 12 images'],
    [{ ...good, labels: images.map(() => null) }, 'The label of image 1 is null; accepted are numbers and words.'],
  ])('are refused in one sentence (%#)', (data, sentence) => {
    expect(() => readImages(data)).toThrow(sentence);
  });

  it('come from lines of a CSV, with labels where there is one column more', () => {
    const { data, says } = readRows('p1,p2,p3,p4,digit\n0,16,8,4,seven\n1,2,3,4,one\n', 'a.csv');
    expect(data).toEqual({
      images: [
        [0, 1, 0.5, 0.25],
        [0.0625, 0.125, 0.1875, 0.25],
      ],
      width: 2,
      height: 2,
      labels: ['seven', 'one'],
    });
    expect(says).toBe('2 images of 2 × 2 pixels with labels, divided by 16');
    const first = readRows('label,a,b,c,d\n7,0,1,0,1\n3,1,0,1,0\n', 'd.csv').data;
    expect([first.labels, first.images[0]]).toEqual([
      ['7', '3'],
      [0, 1, 0, 1],
    ]);
    expect(() => readRows('0,1,2\n', 'b.csv')).toThrow('b.csv has 3 columns in row 1');
    expect(() => readRows('0,1,x,1\n', 'c.csv')).toThrow('c.csv, row 1, column 3: “x” is not a number.');
  });

  it('names what is no grey level as it stands in the file, with its place', async () => {
    const tile = { width: 28, height: 28 };
    const array = (values: number[], shape: number[]) =>
      readImagesFile(new File([writeNpy(Float64Array.from(values), shape)], 'a.npy'), tile);
    await expect(array([9, 200, 3, 4, 5, 6, Number.NaN, 8], [2, 2, 2])).rejects.toThrow(
      'a.npy, image 2, row 2, column 1: NaN is not a grey level; accepted are numbers from 0 to 1, to 16 or to 255.',
    );
    await expect(array([9, 200, 3, -4], [1, 4])).rejects.toThrow('a.npy, row 1, column 4: −4 is not a grey level');
    expect(() => readRows('label,a,b,c,d\n7,0,1,0,1\n3,1,0,256,0\n', 'd.csv')).toThrow(
      'd.csv, row 3, column 4: 256 is not a grey level',
    );
  });
});
