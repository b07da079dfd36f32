/** What is said of project files, templates and the connection with the host. */
export const projectMessages: Readonly<Record<string, string>> = {
  'The file is empty. Open another file, or a former version of this one.': '文件为空。请打开其他文件，或此文件的旧版本。',
  'The file is no text in UTF-8. Open a .netloom file; a text in another encoding has to be saved as UTF-8 first.':
    '文件不是 UTF-8 文本。请打开 .netloom 文件；其他编码的文本请先存为 UTF-8。',
  'The file is no JSON: {0}. Open a .netloom file, or mend its text.': '文件不是 JSON：{=0}。请打开 .netloom 文件，或修正其文本。',
  'The file is JSON nested more than {0} deep; no Netloom project is. Open another file, or mend its text.':
    '文件中的 JSON 嵌套超过 {0} 层，不是 Netloom 项目。请打开其他文件，或修正其文本。',
  'The file is JSON, but no Netloom project: expected "format": "netloom" and a whole "version", came {0}. Open a .netloom file.':
    '文件是 JSON，但不是 Netloom 项目：应有 "format": "netloom" 和整数的 "version"，实际为 {=0}。请打开 .netloom 文件。',
  'The project has version {0}, this program reads up to {1}. Open it with a newer Netloom; the file is unchanged.':
    '项目版本为 {0}，本程序最高读取 {1}。请用更新的 Netloom 打开；文件未被更改。',
  "The project: {0}. Mend it in the file's text.": '项目：{=0}。请在文件文本中修正。',
  "“{0}”: {1}. Mend it in the file's text.": '“{=0}”：{=1}。请在文件文本中修正。',
  'Two modules have the id “{0}”: the second one has the id “{1}” now. Nodes stand for the first.':
    '有两个模块的 id 都是“{=0}”：第二个现改为“{=1}”。节点对应第一个。',
  'Two nodes have the id “{0}”: the second one has the id “{1}” now. Wires lead to the first; wire the second anew or remove it.':
    '有两个节点的 id 都是“{=0}”：第二个现改为“{=1}”。连线通向第一个；请重新连接第二个或将它移除。',
  'Comments had the ids of other things on the canvas; they have ids of their own now.':
    '有注释与画布上其他对象的 id 相同，现已改用各自的 id。',
  'Some wires were there twice, between the same ports; each is there once now.': '有些连线在相同端口之间重复，现各保留一条。',
  'There is no such version of this project any more. Choose another one.': '此项目的这个版本已不存在。请选择其他版本。',
  '{0} is being written by another program. Nothing was written; try again.': '{=0} 正由其他程序写入。未写入任何内容，请重试。',
  "{0} can't be written. Look at its permissions and the free space.": '无法写入 {=0}。请检查权限和剩余空间。',
  "{0} can't be written: its disk is full. Free some space.": '无法写入 {=0}：磁盘已满。请腾出一些空间。',
  "{0} can't be written: its disk can only be read. Make it writable, or work with a copy elsewhere.":
    '无法写入 {=0}：磁盘是只读的。请使其可写，或使用别处的副本。',
  "{0} can't be written: its permissions, or those of its folder, do not allow it. Change them.":
    '无法写入 {=0}：文件或其文件夹的权限不允许。请更改权限。',
  'There is no template "{0}".': '没有模板“{=0}”。',
  'A browser cannot open a file in place. Import its content.': '浏览器不能直接打开文件。请导入其内容。',
  '{0} is not a file. Choose a .netloom file.': '{=0} 不是文件。请选择 .netloom 文件。',
  '{0} has {1} MiB; a project file has at most 64.': '{=0} 有 {1} MiB；项目文件最大为 64 MiB。',
  'There is no file {0}. It was moved or deleted.': '文件 {=0} 不存在。它可能已被移动或删除。',
  "{0} can't be read. Look at its permissions.": '无法读取 {=0}。请检查权限。',
  '{0}: This is not a Netloom project.': '{=0}：这不是 Netloom 项目。',
  'This is not a Netloom project.': '这不是 Netloom 项目。',
  'The project was not saved: {0}.': '项目未保存：{=0}。',
  'The project was not saved: it has more than 64 MiB.': '项目未保存：超过 64 MiB。',
  'The project was not saved: a parameter of {0} is {1}. Give it a number.': '项目未保存：{=0} 的一个参数为 {1}。请给它一个数。',
  '"{0}" is not an absolute path.': '“{=0}”不是绝对路径。',
  '{0} was changed by another window or program; nothing was written. Reload it or save a copy.':
    '{=0} 被其他窗口或程序更改，未写入任何内容。请重新载入或另存副本。',
  'A project needs a name.': '项目需要名称。',
  'This version': '此版本',
  'There is no project "{0}".': '没有项目“{=0}”。',
  'A message of the channel is neither a call nor an answer.': '通道消息既不是请求也不是应答。',
  "The request can't be answered: {0}.": '无法应答请求：{0}。',
  "The templates in {0} can't be read: {1}. Install Netloom again.": '无法读取 {=0} 中的模板：{=1}。请重新安装 Netloom。',
  'A message of the channel could not be read. Reload the window.': '无法读取通道消息。请重新载入窗口。',
  'A message holds an array of the unknown kind {0}.': '消息中含有未知类型 {0} 的数组。',
  'Unknown error.': '未知错误。',
};
